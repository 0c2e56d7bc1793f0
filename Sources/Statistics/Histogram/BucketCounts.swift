/// Counts of a distribution while they are added up: one place for each bucket, so that a cell costs an addition and no
/// hashing.
struct BucketCounts: Sendable {
    private var counts: [Int64] = []

    /// - Parameter part: as in `CellKey`.
    mutating func add(_ count: Int64, part: UInt32) {
        let part = Int(part)
        if part >= counts.count {
            counts.append(contentsOf: repeatElement(0, count: part + 1 - counts.count))
        }
        counts[part] += count
    }

    /// Those that are not 0, ascending, and clears them.
    mutating func take() -> [(index: Int32, count: Int64)] {
        var taken: [(index: Int32, count: Int64)] = []
        // Odd parts are the negative buckets, from 0 downwards.
        let last = counts.count - 1
        for part in stride(from: last.isMultiple(of: 2) ? last - 1 : last, through: 1, by: -2)
        where counts[part] != 0 {
            taken.append((CellKey.bucket(ofPart: part), counts[part]))
        }
        for part in stride(from: 0, through: last, by: 2) where counts[part] != 0 {
            taken.append((CellKey.bucket(ofPart: part), counts[part]))
        }
        for part in counts.indices { counts[part] = 0 }
        return taken
    }
}
