import Catalogue

/// What combinations of options mean to a measure, found out once for each combination: left out, or a tuple with an
/// option for each category column. Cells are then told apart by the tuple's number alone.
struct OptionColumns {
    /// In place of an option where an event has none of the category.
    static let noOption = UInt32.max

    private let required: [UInt32]
    private let columns: [Set<UInt32>]
    private(set) var tuples: [[UInt32]] = []
    private var numbersOfTuples: [[UInt32]: Int] = [:]
    /// By combination.
    private var known: [Known] = []

    private enum Known {
        case unknown
        case leftOut
        case tuple(Int)
    }

    init(_ measure: Measure, _ dimensions: [Dimension]) {
        required = measure.options
        columns = dimensions.compactMap { dimension in
            if case .category(let category) = dimension { Set(category.options.map(\.id)) } else { nil }
        }
    }

    /// The tuple's number; `nil` where the combination is left out.
    mutating func tuple(of combination: UInt32, _ combinations: borrowing Numbering<[UInt32]>) -> Int? {
        let combination = Int(combination)
        if combination < known.count {
            switch known[combination] {
            case .unknown: break
            case .leftOut: return nil
            case .tuple(let number): return number
            }
        } else {
            known += Array(repeating: .unknown, count: combinations.values.count - known.count)
        }
        let ids = combinations.values[combination]
        guard required.allSatisfy(ids.contains) else {
            known[combination] = .leftOut
            return nil
        }
        let tuple = columns.map { column in ids.first(where: column.contains) ?? Self.noOption }
        let number = numbersOfTuples[tuple] ?? tuples.count
        if number == tuples.count {
            tuples.append(tuple)
            numbersOfTuples[tuple] = number
        }
        known[combination] = .tuple(number)
        return number
    }
}
