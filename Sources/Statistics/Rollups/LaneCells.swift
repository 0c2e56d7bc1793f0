/// The cells of a rollup row as one of its columns sees them; also those that others have filled and it has not.
struct LaneCells: Sendable {
    private let words: [Int64]
    private let stride: Int
    private let offset: Int
    let count: Int

    /// - Parameters:
    ///   - words: as in `CellTable`.
    ///   - offset: of the lane's sum in a cell's words.
    init(words: [Int64], stride: Int, offset: Int) {
        self.words = words
        self.stride = stride
        self.offset = offset
        count = words.count / stride
    }

    var indices: Range<Int> { 0..<count }

    @inline(__always)
    subscript(slot: Int) -> Cell {
        let first = slot &* stride
        return Cell(
            key: CellKey(bits: UInt64(bitPattern: words[first])), sum: words[first &+ offset],
            count: words[first &+ offset &+ 1])
    }
}
