/// Counts of several distributions while they are added up: one place for each bucket of each, so that a cell costs an
/// addition and no hashing.
struct BucketCounts: Sendable {
    /// How many buckets each distribution has room for.
    private var width = 0
    private var count = 0
    private var counts: [Int64] = []

    /// Makes room for so many distributions and for a part, as in `CellKey`.
    mutating func makeRoom(for distributions: Int, part: UInt32) {
        guard distributions > count || Int(part) >= width else { return }
        var wider = BucketCounts()
        wider.width = max(width, (Int(part) + 1).roundedUp(to: 256))
        wider.count = max(count, distributions)
        wider.counts = [Int64](repeating: 0, count: wider.width * wider.count)
        for place in counts.indices {
            wider.counts[place / width * wider.width + place % width] = counts[place]
        }
        self = wider
    }

    /// - Parameter distribution: the number of the distribution that a combination of options belongs to; negative
    ///   where it is left out.
    /// - Precondition: there is room for all of them.
    mutating func add(_ cells: LaneCells, distribution: Span<Int32>) {
        let width = width
        var counts = counts.mutableSpan
        let words = cells.words.span
        var start = 0
        while start < words.count {
            let cell = cells.cell(words, at: start)
            start &+= cells.width
            let number = Int(distribution[Int(cell.key.combination)])
            if number >= 0 { counts[number &* width &+ Int(cell.key.part)] += cell.count }
        }
    }

    /// Those of a distribution that are not 0, ascending, and clears them.
    mutating func take(_ distribution: Int) -> [(index: Int32, count: Int64)] {
        guard distribution < count else { return [] }
        let start = distribution * width
        var taken: [(index: Int32, count: Int64)] = []
        // Odd parts are the negative buckets, from 0 downwards.
        for part in stride(from: width - 1, through: 1, by: -2) where counts[start + part] != 0 {
            taken.append((CellKey.bucket(ofPart: part), counts[start + part]))
        }
        for part in stride(from: 0, to: width, by: 2) where counts[start + part] != 0 {
            taken.append((CellKey.bucket(ofPart: part), counts[start + part]))
        }
        for part in 0..<width { counts[start + part] = 0 }
        return taken
    }
}

extension Int {
    fileprivate func roundedUp(to step: Int) -> Int { (self + step - 1) / step * step }
}
