import Wire

/// The cells of a rollup row, in the order of their first appearance, found through an index: adding to a cell costs the
/// same however many there are and moves none of the others. (A sorted array, which this was, copied a month's row
/// for a new bucket.) A cell that came to nothing keeps its slot until the row is next read from the disk.
struct CellTable: Sendable {
    /// So few are compared one by one; most rows have no more and need no index.
    private static let comparedCells = 8

    private(set) var cells: [Cell] = []
    /// Cells that are not empty.
    private(set) var liveCount = 0
    private var index = SlotIndex<UInt32>()

    var isEmpty: Bool { liveCount == 0 }

    /// - Returns: how many more cells are not empty than before: 1, 0 or -1.
    mutating func add(_ key: CellKey, sum: Int64, count: Int64) -> Int {
        let before = liveCount
        if let slot = slot(of: key) {
            let wasEmpty = cells[slot].isEmpty
            cells[slot].sum &+= sum
            cells[slot].count &+= count
            if wasEmpty != cells[slot].isEmpty { liveCount += wasEmpty ? 1 : -1 }
        } else {
            append(Cell(key: key, sum: sum, count: count))
        }
        return liveCount - before
    }

    /// Takes out all cells whose keys are sought; those that are empty are forgotten besides.
    mutating func takeAll(where isSought: (CellKey) -> Bool) -> [Cell] {
        let live = cells.filter { !$0.isEmpty }
        let taken = live.filter { isSought($0.key) }
        guard !taken.isEmpty else { return [] }
        self = CellTable()
        for cell in live where !isSought(cell.key) { append(cell) }
        return taken
    }

    subscript(key: CellKey) -> Cell? { slot(of: key).map { cells[$0] } }

    private func slot(of key: CellKey) -> Int? {
        guard cells.count > Self.comparedCells else { return cells.firstIndex { $0.key == key } }
        return index.find(Self.hash(key)) { cells[$0].key == key }
    }

    private mutating func append(_ cell: Cell) {
        // Doubling, as arrays do, would leave a fourth of the memory of millions of cells unused.
        if cells.count == cells.capacity { cells.reserveCapacity(cells.count + max(4, cells.count / 4)) }
        cells.append(cell)
        if !cell.isEmpty { liveCount += 1 }
        let first = cells.count == Self.comparedCells + 1 ? 0 : cells.count - 1
        guard cells.count > Self.comparedCells else { return }
        for slot in first..<cells.count {
            if index.isFull {
                let known = cells
                index.grow { Self.hash(known[$0].key) }
            }
            index.insert(Self.hash(cells[slot].key), slot)
        }
    }

    private static func hash(_ key: CellKey) -> UInt64 { KeyHash.of(key.bits, 0) }
}

extension CellTable {
    /// For each cell that is not empty: combination, part, count, sum less count.
    func append(to bytes: inout [UInt8]) {
        for cell in cells where !cell.isEmpty {
            bytes.appendVarint(UInt64(cell.key.combination))
            bytes.appendVarint(UInt64(cell.key.part))
            bytes.appendZigzag(cell.count)
            bytes.appendZigzag(cell.sum &- cell.count)
        }
    }

    init(bytes: Span<UInt8>) throws(WireError) {
        var position = 0
        while position < bytes.count {
            let combination = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            let part = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            let count = try bytes.zigzag(at: &position)
            let sum = count &+ (try bytes.zigzag(at: &position))
            append(Cell(key: CellKey(combination: combination, part: part), sum: sum, count: count))
        }
    }
}
