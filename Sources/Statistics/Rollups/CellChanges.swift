/// A rollup row's name, as changes are gathered under it.
protocol RollupRowName: Equatable, Sendable {
    var hash: UInt64 { get }
}

extension RollupKey: RollupRowName {}

/// What is to be added to cells of rows, each cell once, however many changes it had.
struct CellChanges<Row: RollupRowName>: Sendable {
    struct Change: Sendable {
        let row: Row
        let key: CellKey
        /// Where `values` has what is added to sum and count of each lane.
        let values: Range<Int>
    }

    private(set) var all: [Change] = []
    private(set) var values: [Int64] = []
    private var index = SlotIndex<UInt64>()
    /// A report adds to several lanes of a cell one after the other.
    private var last = 0

    var isEmpty: Bool { all.isEmpty }

    /// - Parameter width: lanes in the row's cells.
    mutating func add(_ row: Row, _ key: CellKey, lane: UInt8, of width: Int, sum: Int64, count: Int64) {
        let first = all[slot(row, key, width)].values.lowerBound + 2 * Int(lane)
        values[first] &+= sum
        values[first + 1] &+= count
    }

    /// - Parameter change: for each lane what is added to sum and count.
    mutating func add(_ row: Row, _ key: CellKey, _ change: Span<Int64>) {
        let first = all[slot(row, key, change.count / 2)].values.lowerBound
        for index in change.indices { values[first + index] &+= change[index] }
    }

    private mutating func slot(_ row: Row, _ key: CellKey, _ width: Int) -> Int {
        if last < all.count, all[last].key == key, all[last].row == row { return last }
        let hash = Self.hash(row, key)
        if let slot = index.find(hash, { all[$0].key == key && all[$0].row == row }) {
            last = slot
            return slot
        }
        if index.isFull {
            let known = all
            index.grow { Self.hash(known[$0].row, known[$0].key) }
        }
        last = all.count
        index.insert(hash, last)
        all.append(Change(row: row, key: key, values: values.count..<values.count + 2 * width))
        for _ in 0..<2 * width { values.append(0) }
        return last
    }

    @inline(__always)
    private static func hash(_ row: Row, _ key: CellKey) -> UInt64 { KeyHash.of(row.hash, key.bits) }

    mutating func removeAll() {
        all.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
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

    mutating func add(_ row: RollupKey, _ key: CellKey, lane: UInt8 = 0, sum: Int64, count: Int64) {
        add(row, key, lane: lane, of: row.group.width, sum: sum, count: count)
    }
}
