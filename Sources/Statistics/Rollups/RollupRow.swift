import Wire

/// The cells of one (data set, unit, side, base period), ascending by key. A sorted array: 24 bytes a cell, read by
/// binary search, changed by merging a micro-batch's changes into it.
struct RollupRow: Hashable, Sendable {
    private(set) var cells: [Cell] = []

    var isEmpty: Bool { cells.isEmpty }

    /// Current reports, retracted ones not among them.
    var reports: Int64 { cells.last.map { $0.key == .reports ? $0.sum : 0 } ?? 0 }

    /// `changes` ascend strictly by key. A few changes of cells that are there already are made in place; to merge
    /// copies the row.
    mutating func merge(_ changes: [Cell]) {
        guard changes.count * 8 < cells.count else { return mergeAll(changes) }
        var rest: [Cell] = []
        for change in changes {
            let index = first(notBelow: change.key)
            let sum = index < cells.count && cells[index].key == change.key ? cells[index] : nil
            guard let sum, sum.count + change.count != 0 else {
                rest.append(change)
                continue
            }
            cells[index].sum &+= change.sum
            cells[index].count &+= change.count
        }
        if !rest.isEmpty { mergeAll(rest) }
    }

    private mutating func mergeAll(_ changes: [Cell]) {
        var merged: [Cell] = []
        merged.reserveCapacity(cells.count + changes.count)
        var at = 0
        for change in changes {
            while at < cells.count, cells[at].key < change.key {
                merged.append(cells[at])
                at += 1
            }
            var cell = change
            if at < cells.count, cells[at].key == change.key {
                cell.sum &+= cells[at].sum
                cell.count &+= cells[at].count
                at += 1
            }
            if !cell.isEmpty { merged.append(cell) }
        }
        merged.append(contentsOf: cells[at...])
        cells = merged
    }

    /// The cells of one element.
    func cells(ofElement element: Int) -> ArraySlice<Cell> {
        let start = first(notBelow: CellKey(element: element, combination: 0))
        let end = first(notBelow: CellKey(bits: UInt64(element + 1) << 48))
        return cells[start..<end]
    }

    /// The cells of one element that do not count before a day has ended, from that day on.
    func cells(ofElement element: Int, fromDay day: Int64) -> ArraySlice<Cell> {
        let start = first(notBelow: CellKey(element: element, day: day, combination: 0))
        let end = first(notBelow: CellKey(element: element + 1, day: 0, combination: 0))
        return cells[start..<max(start, end)]
    }

    private func first(notBelow key: CellKey) -> Int {
        var low = 0
        var high = cells.count
        while low < high {
            let middle = (low + high) / 2
            if cells[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension RollupRow {
    /// For each cell: key less the key before, sum, count.
    func append(to bytes: inout [UInt8]) {
        var last: UInt64 = 0
        for cell in cells {
            bytes.appendVarint(cell.key.bits &- last)
            bytes.appendZigzag(cell.sum)
            bytes.appendZigzag(cell.count)
            last = cell.key.bits
        }
    }

    init(bytes: Span<UInt8>) throws(WireError) {
        var position = 0
        var last: UInt64 = 0
        while position < bytes.count {
            last &+= try bytes.varint(at: &position)
            let sum = try bytes.zigzag(at: &position)
            cells.append(Cell(key: CellKey(bits: last), sum: sum, count: try bytes.zigzag(at: &position)))
        }
    }
}
