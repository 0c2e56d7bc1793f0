/// A sum within a rollup row. It vanishes when nothing contributes to it any more: not reported is not zero.
struct Cell: Hashable, Sendable {
    let key: CellKey
    var sum: Int64
    /// How many reports contribute.
    var count: Int64

    var isEmpty: Bool { count == 0 && sum == 0 }
}

/// Which sum: the element's place in the catalogue, the number of its combination of options, and a part: a
/// distribution's bucket. Beside the sums of an element that counts once a day has ended stands the same by that day, in
/// the order of the days.
struct CellKey: Hashable, Comparable, Sendable {
    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    init(element: Int, combination: UInt32, part: UInt32 = 0) {
        bits = UInt64(element) << 48 | UInt64(combination) << 24 | UInt64(part)
    }

    /// What of an element's sum does not count before this day, since 1970, has ended.
    init(element: Int, day: Int64, combination: UInt32) {
        bits =
            Self.byDay | UInt64(element) << 48 | UInt64(min(max(day, 0), 0xFF_FFFF)) << 24
            | UInt64(combination)
    }

    /// Of a key that was made with a day: its combination.
    var combinationOfDay: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF_FFFF }

    private static let byDay: UInt64 = 1 << 63

    /// Counts the reports of a row; the last cell of each.
    static let reports = CellKey(bits: .max)
    static let combinationLimit: UInt32 = 0xFF_FFFF

    var combination: UInt32 { UInt32(truncatingIfNeeded: bits >> 24) & 0xFF_FFFF }
    var part: UInt32 { UInt32(truncatingIfNeeded: bits) & 0xFF_FFFF }

    static func < (left: CellKey, right: CellKey) -> Bool { left.bits < right.bits }

    /// Buckets may be negative; parts are not.
    static func part(ofBucket bucket: Int32) -> UInt32 { UInt32(bitPattern: bucket &+ 0x80_0000) }
    var bucket: Int32 { Int32(bitPattern: part) - 0x80_0000 }
}
