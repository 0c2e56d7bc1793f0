/// A sum within a rollup row: what one lane of a cell holds.
struct Cell: Hashable, Sendable {
    let key: CellKey
    var sum: Int64
    /// How many reports contribute. Where none does, nothing was reported, which is not zero.
    var count: Int64
}

/// Which cell of a row: the number of its combination of options, and a part: a distribution's bucket, the weights beside
/// the sums of a rate, or the day that has to end before it counts.
struct CellKey: Hashable, Sendable {
    /// Part × 2^24 + combination.
    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(combination: UInt32, part: UInt32 = 0) { bits = UInt64(part) << 24 | UInt64(combination) }

    /// Of a distribution. Buckets may be negative; parts are not: 0, -1, 1, -2…
    init(combination: UInt32, bucket: Int32) {
        self.init(combination: combination, part: UInt32(bitPattern: bucket << 1 ^ bucket >> 31))
    }

    /// - Parameter day: since 1970.
    init(combination: UInt32, day: Int64) {
        self.init(combination: combination, part: UInt32(clamping: day))
    }

    static let combinationLimit: UInt32 = 0xFF_FFFF

    var combination: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF_FFFF }
    var part: UInt32 { UInt32(truncatingIfNeeded: bits >> 24) }

    /// The bucket that a distribution's part stands for.
    static func bucket(ofPart part: Int) -> Int32 { Int32(truncatingIfNeeded: part >> 1) ^ -Int32(part & 1) }
}

extension CellKey {
    /// Of what is told apart by nothing.
    static let total = CellKey(bits: 0)

    /// In a row of reports: those of earlier periods of which something stands in this one, stocks, or running totals of the year.
    static let standingStocks = CellKey(combination: 0, part: .max)
    static let standingTotals = CellKey(combination: 0, part: .max - 1)
}
