/// Distinct values in the order of their first appearance.
struct Numbering<Value: Hashable> {
    private(set) var values: [Value] = []
    private var numbers: [Value: Int] = [:]
    /// Most columns hold few values: comparing with so many costs less than hashing.
    private static var comparedValues: Int { 8 }

    /// A value's number, a new one where it was not met before.
    mutating func number(_ value: Value) -> Int {
        if let number = number(where: { $0 == value }) ?? numbers[value] { return number }
        let number = values.count
        values.append(value)
        numbers[value] = number
        return number
    }

    /// Looks among the first few.
    private func number(where isSought: (Value) -> Bool) -> Int? {
        for number in 0..<min(values.count, Self.comparedValues) where isSought(values[number]) {
            return number
        }
        return nil
    }
}

extension Numbering<Shape> {
    /// The number of a report's shape, which is put together only where it is not among the first few.
    mutating func number(of report: Report) -> Int {
        number(where: { $0.isShape(of: report) }) ?? number(Shape(of: report))
    }
}
