/// The cells of a rollup row as one of its columns sees them; also those that others have filled and it has not.
struct LaneCells: Sendable {
    /// As in `CellTable`.
    let words: [Int64]
    /// Words of a cell.
    let width: Int
    private let offset: Int

    /// - Parameters:
    ///   - stride: words of a cell.
    ///   - offset: of the lane's sum among them.
    init(words: [Int64], stride: Int, offset: Int) {
        self.words = words
        width = stride
        self.offset = offset
    }

    /// Whoever reads many cells borrows the words once, and goes on by `width`.
    @inline(__always)
    func cell(_ words: Span<Int64>, at start: Int) -> Cell {
        Cell(
            key: CellKey(bits: UInt64(bitPattern: words[start])), sum: words[start &+ offset],
            count: words[start &+ offset &+ 1])
    }

    var slotCount: Int { words.count / width }

    /// - Parameter slot: the number of a cell.
    subscript(slot: Int) -> Cell { cell(words.span, at: slot * width) }

    var sum: Int64 { (0..<slotCount).reduce(0) { $0 + self[$1].sum } }
}
