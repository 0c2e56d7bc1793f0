import Wire

/// The cells of a rollup row, in the order of their first appearance, found through an index: adding to a cell costs the
/// same however many there are and moves none of the others. (A sorted array, which this was, copied a month's row
/// for a new bucket.) A cell that came to nothing keeps its slot until the row is next read from the disk.
struct CellTable: Sendable {
    /// So few are compared one by one; most rows have no more and need no index.
    private static let comparedCells = 8

    /// For each cell its key's bits, then for each lane sum and count: whoever changes a cell finds all of it together.
    private(set) var words: [Int64] = []
    private var index = SlotIndex<UInt32>()
    private var live: UInt32 = 0
    private let lanes: UInt8

    /// - Parameter width: lanes in a cell.
    init(width: Int) { lanes = UInt8(width) }

    /// Lanes in a cell.
    var width: Int { Int(lanes) }
    /// Cells that are not empty.
    var liveCount: Int { Int(live) }
    var isEmpty: Bool { live == 0 }
    var slotCount: Int { words.count / stride }

    private var stride: Int { 1 + 2 * Int(lanes) }

    func key(at slot: Int) -> CellKey { CellKey(bits: UInt64(bitPattern: words[slot * stride])) }

    /// All cells as one lane sees them.
    func lane(_ lane: UInt8) -> LaneCells {
        LaneCells(words: words, stride: stride, offset: 1 + 2 * Int(lane))
    }

    subscript(key: CellKey) -> Cell? { slot(of: key).map { lane(0)[$0] } }

    /// - Parameter change: for each lane what is added to sum and count.
    /// - Returns: how many more cells are not empty than before: 1, 0 or -1.
    mutating func add(_ key: CellKey, _ change: Span<Int64>) -> Int {
        guard let slot = slot(of: key) else {
            append(key, change)
            return change.isZero ? 0 : 1
        }
        let first = slot * stride + 1
        var (was, isNow): (Int64, Int64) = (0, 0)
        for index in change.indices {
            was |= words[first + index]
            words[first + index] &+= change[index]
            isNow |= words[first + index]
        }
        guard (was == 0) != (isNow == 0) else { return 0 }
        if isNow == 0 { live -= 1 } else { live += 1 }
        return isNow == 0 ? -1 : 1
    }

    /// Takes out all cells whose keys are sought; those that are empty are forgotten besides.
    mutating func takeAll(where isSought: (CellKey) -> Bool) -> CellTable {
        var taken = CellTable(width: width)
        var kept = CellTable(width: width)
        for slot in 0..<slotCount {
            let key = key(at: slot)
            let values = words.span.extracting(values(at: slot))
            guard !values.isZero else { continue }
            if isSought(key) { taken.append(key, values) } else { kept.append(key, values) }
        }
        if !taken.isEmpty { self = kept }
        return taken
    }

    /// Where in `words` a cell has sum and count of each lane.
    func values(at slot: Int) -> Range<Int> { slot * stride + 1..<(slot + 1) * stride }

    private func slot(of key: CellKey) -> Int? {
        let count = slotCount
        guard count > Self.comparedCells else { return (0..<count).first { self.key(at: $0) == key } }
        return index.find(Self.hash(key)) { self.key(at: $0) == key }
    }

    private mutating func append(_ key: CellKey, _ values: Span<Int64>) {
        let count = slotCount
        // Doubling, as arrays do, would leave a fourth of the memory of millions of cells unused.
        if words.count + stride > words.capacity {
            words.reserveCapacity(words.count + stride * max(1, count / 4))
        }
        words.append(Int64(bitPattern: key.bits))
        for index in values.indices { words.append(values[index]) }
        if !values.isZero { live += 1 }
        guard count >= Self.comparedCells else { return }
        for slot in (count == Self.comparedCells ? 0 : count)...count {
            if index.isFull {
                let known = self
                index.grow { Self.hash(known.key(at: $0)) }
            }
            index.insert(Self.hash(self.key(at: slot)), slot)
        }
    }

    private static func hash(_ key: CellKey) -> UInt64 { KeyHash.of(key.bits, 0) }
}

extension CellTable {
    /// For each cell that is not empty: combination, part, in rows of several lanes a bit for each that is not empty, and
    /// for each of those count, sum less count.
    func append(to bytes: inout [UInt8]) {
        for slot in 0..<slotCount {
            let values = words.span.extracting(values(at: slot))
            guard !values.isZero else { continue }
            let key = key(at: slot)
            bytes.appendVarint(UInt64(key.combination))
            bytes.appendVarint(UInt64(key.part))
            let filled = (0..<width).filter { values[2 * $0] != 0 || values[2 * $0 + 1] != 0 }
            if width > 1 { bytes.appendVarint(filled.reduce(0) { $0 | 1 << UInt64($1) }) }
            for lane in filled {
                bytes.appendZigzag(values[2 * lane + 1])
                bytes.appendZigzag(values[2 * lane] &- values[2 * lane + 1])
            }
        }
    }

    init(width: Int, bytes: Span<UInt8>) throws(WireError) {
        self.init(width: width)
        var position = 0
        var values = [Int64](repeating: 0, count: 2 * width)
        while position < bytes.count {
            let combination = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            let part = UInt32(truncatingIfNeeded: try bytes.varint(at: &position))
            let filled = width > 1 ? try bytes.varint(at: &position) : 1
            for lane in 0..<width {
                let isFilled = filled >> UInt64(lane) & 1 == 1
                values[2 * lane + 1] = isFilled ? try bytes.zigzag(at: &position) : 0
                values[2 * lane] = values[2 * lane + 1] &+ (isFilled ? try bytes.zigzag(at: &position) : 0)
            }
            append(CellKey(combination: combination, part: part), values.span)
        }
    }
}

extension Span<Int64> {
    /// Nothing contributes any more: not reported is not zero, so it is neither read nor stored.
    var isZero: Bool {
        for index in indices where self[index] != 0 { return false }
        return true
    }
}
