/// What a micro-batch adds to and takes from the rows of the units that reported, before it is carried to ancestors.
struct RollupChanges: Sendable {
    private(set) var own: [RollupKey: [Cell]] = [:]

    var isEmpty: Bool { own.isEmpty }

    /// - Parameter key: an `own` row's.
    mutating func add(_ key: RollupKey, _ cell: CellKey, sum: Int64, count: Int64) {
        own[key, default: []].append(Cell(key: cell, sum: sum, count: count))
    }

    mutating func removeAll() { own.removeAll(keepingCapacity: true) }

    /// Ascending, one for each key, without those that came to nothing.
    static func summed(_ cells: [Cell]) -> [Cell] {
        var summed: [Cell] = []
        for cell in cells.sorted(by: { $0.key < $1.key }) {
            if let last = summed.last, last.key == cell.key {
                summed[summed.count - 1].sum &+= cell.sum
                summed[summed.count - 1].count &+= cell.count
            } else {
                if let last = summed.last, last.isEmpty { summed.removeLast() }
                summed.append(cell)
            }
        }
        if let last = summed.last, last.isEmpty { summed.removeLast() }
        return summed
    }
}
