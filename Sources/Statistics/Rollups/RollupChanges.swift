/// What reports have added to and taken from the rows of their own units since this was last settled. Gathered over
/// micro-batches, since most reports change cells that others change too: a cell is sent up the unit tree once, however
/// many have changed it.
struct RollupChanges: Sendable {
    /// With so many cells it is time to settle them, so that a question never waits long for it.
    private static let cellLimit = 30_000

    private(set) var rows = RollupRows()
    private var cellCount = 0

    var isEmpty: Bool { rows.keys.isEmpty }
    var isFull: Bool { cellCount >= Self.cellLimit }

    /// - Parameter key: an `own` row's.
    mutating func add(_ key: RollupKey, _ cell: CellKey, sum: Int64, count: Int64) {
        let number = rows.number(of: key)
        let before = rows.tables[number].cells.count
        rows.tables[number].add(cell, sum: sum, count: count)
        cellCount += rows.tables[number].cells.count - before
    }

    mutating func removeAll() {
        rows = RollupRows()
        cellCount = 0
    }
}
