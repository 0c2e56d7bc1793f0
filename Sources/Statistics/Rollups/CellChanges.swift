/// A rollup row's name, as changes are gathered under it.
protocol RollupRowName: Equatable, Sendable {
    var hash: UInt64 { get }
}

extension RollupKey: RollupRowName {}

/// What is to be added to cells of rows, each cell once, however many changes it had.
struct CellChanges<Row: RollupRowName>: Sendable {
    struct Change: Sendable {
        let row: Row
        var cell: Cell
    }

    private(set) var all: [Change] = []
    private var index = SlotIndex<UInt64>()

    var isEmpty: Bool { all.isEmpty }

    mutating func add(_ row: Row, _ key: CellKey, sum: Int64, count: Int64) {
        let hash = Self.hash(row, key)
        if let slot = index.find(hash, { all[$0].cell.key == key && all[$0].row == row }) {
            all[slot].cell.sum &+= sum
            all[slot].cell.count &+= count
        } else {
            if index.isFull {
                let known = all
                index.grow { Self.hash(known[$0].row, known[$0].cell.key) }
            }
            index.insert(hash, all.count)
            all.append(Change(row: row, cell: Cell(key: key, sum: sum, count: count)))
        }
    }

    @inline(__always)
    private static func hash(_ row: Row, _ key: CellKey) -> UInt64 { KeyHash.of(row.hash, key.bits) }

    mutating func removeAll() {
        all.removeAll(keepingCapacity: true)
        index.removeAll()
    }
}

/// What reports have added to and taken from the rows of their own units since this was last settled. Gathered over
/// micro-batches, since most reports change cells that others change too: a cell is sent up the unit tree once, however
/// many have changed it.
typealias RollupChanges = CellChanges<RollupKey>

extension RollupChanges {
    /// With so many cells it is time to settle them, so that a question never waits long for it.
    private static var cellLimit: Int { 30_000 }

    var isFull: Bool { all.count >= Self.cellLimit }
}
