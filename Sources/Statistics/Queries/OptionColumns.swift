import Catalogue

/// What combinations of options mean to a measure, found out once for each combination: left out, or a tuple with an
/// option for each category column. Cells are then told apart by the tuple's number alone.
struct OptionColumns {
    /// In place of an option where an event has none of the category.
    static let noOption = UInt32.max

    private let required: [UInt32]
    private let columns: [Set<UInt32>]
    private(set) var tuples: [[UInt32]] = []
    private var numbersOfTuples: [[UInt32]: Int32] = [:]
    /// By combination: its tuple's number, or one of the two below.
    private(set) var numbers: [Int32] = []

    private static let unknown: Int32 = -2
    private static let leftOut: Int32 = -1

    init(_ measure: Measure, _ dimensions: [Dimension]) {
        required = measure.options
        columns = dimensions.compactMap { dimension in
            guard case .category(let category) = dimension,
                !measure.byUnit.contains(where: { $0.code == category.code })
            else { return nil }
            return Set(category.options.map(\.id))
        }
    }

    /// Finds out about all combinations that cells have: their `numbers` are then those of tuples, or negative where they
    /// are left out.
    ///
    /// - Returns: the greatest part of a cell.
    @discardableResult
    mutating func learn(_ cells: LaneCells, _ combinations: borrowing Numbering<[UInt32]>) -> UInt32 {
        let missing = combinations.values.count - numbers.count
        if missing > 0 { numbers += repeatElement(Self.unknown, count: missing) }
        let words = cells.words.span
        var greatest: UInt32 = 0
        var start = 0
        while start < words.count {
            let key = cells.cell(words, at: start).key
            start &+= cells.width
            greatest = max(greatest, key.part)
            let combination = Int(key.combination)
            guard numbers[combination] == Self.unknown else { continue }
            numbers[combination] = number(of: combinations.values[combination])
        }
        return greatest
    }

    private mutating func number(of ids: [UInt32]) -> Int32 {
        guard required.allSatisfy(ids.contains) else { return Self.leftOut }
        let tuple = columns.map { column in ids.first(where: column.contains) ?? Self.noOption }
        if let number = numbersOfTuples[tuple] { return number }
        let number = Int32(tuples.count)
        tuples.append(tuple)
        numbersOfTuples[tuple] = number
        return number
    }
}
