/// Small numbers for values that many rows repeat, given in the order of first appearance and never reused.
struct Numbering<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    private var numbers: [Value: UInt32] = [:]
    private var storedCount = 0

    /// `values` as they are stored, in the order of their numbers.
    init(stored values: [Value] = []) {
        self.values = values
        numbers = Dictionary(uniqueKeysWithValues: zip(values, 0...))
        storedCount = values.count
    }

    func number(of value: Value) -> UInt32? { numbers[value] }

    mutating func intern(_ value: Value) -> UInt32 {
        if let number = numbers[value] { return number }
        let number = UInt32(values.count)
        numbers[value] = number
        values.append(value)
        return number
    }

    /// The values given a number since this was last called, with their numbers.
    mutating func takeFresh() -> [(number: UInt32, value: Value)] {
        defer { storedCount = values.count }
        return (storedCount..<values.count).map { (UInt32($0), values[$0]) }
    }
}
