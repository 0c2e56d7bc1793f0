/// What reports have added to and taken from the rows of their own units since this was last settled. Gathered over
/// micro-batches, since most reports change cells that others change too: a cell is sent up the unit tree once, however
/// many have changed it.
struct RollupChanges: Sendable {
    struct Change: Sendable {
        /// An `own` row's.
        let row: RollupKey
        var cell: Cell
    }

    /// With so many cells it is time to settle them, so that a question never waits long for it.
    private static let cellLimit = 30_000

    private(set) var all: [Change] = []
    private var index = SlotIndex()

    var isEmpty: Bool { all.isEmpty }
    var isFull: Bool { all.count >= Self.cellLimit }

    mutating func add(_ row: RollupKey, _ key: CellKey, sum: Int64, count: Int64) {
        let hash = KeyHash.of(row.hash, key.bits)
        if let slot = index.find(hash, { all[$0].cell.key == key && all[$0].row == row }) {
            all[slot].cell.sum &+= sum
            all[slot].cell.count &+= count
        } else {
            index.insert(hash, all.count)
            all.append(Change(row: row, cell: Cell(key: key, sum: sum, count: count)))
        }
    }

    mutating func removeAll() {
        all.removeAll(keepingCapacity: true)
        index.removeAll()
    }
}
