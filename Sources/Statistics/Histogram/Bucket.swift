/// The buckets of a distribution: log-linear as in HdrHistogram. Values below 128 have a bucket each; above, every
/// octave has 128 buckets, so that a bucket is narrower than 1/128 of its values. Counts are integers and can be taken
/// back, which a sketch that merges samples cannot do.
package enum Bucket {
    private static let linear: UInt64 = 128

    /// Ascending with the value. Negative values mirror the positive ones.
    package static func index(of value: Int64) -> Int32 {
        value < 0 ? ~index(ofMagnitude: value.magnitude - 1) : index(ofMagnitude: value.magnitude)
    }

    /// The bucket's middle; the value itself below 128. The same for everybody who asks.
    package static func representative(_ index: Int32) -> Int64 {
        index < 0 ? ~Int64(middle(~index)) : Int64(middle(index))
    }

    private static func index(ofMagnitude value: UInt64) -> Int32 {
        guard value >= linear else { return Int32(value) }
        let octave = 63 - value.leadingZeroBitCount - 7
        return Int32(octave + 1) * 128 + Int32(value >> UInt64(octave)) - 128
    }

    private static func middle(_ index: Int32) -> UInt64 {
        guard index >= 128 else { return UInt64(index) }
        let octave = UInt64(index / 128 - 1)
        let low = (UInt64(index % 128) + 128) << octave
        return low + ((1 << octave) - 1) / 2
    }

    /// The nearest-rank quantile `percent` of the counts of ascending buckets; `nil` where nothing was counted.
    package static func quantile(_ percent: Int64, of buckets: [(index: Int32, count: Int64)]) -> Int64? {
        let total = buckets.reduce(Int64(0)) { $0 + $1.count }
        guard total > 0 else { return nil }
        // ceil(total × percent / 100), at least the first.
        let product = Int128(total) * Int128(percent)
        var rest = Int64(max(1, (product + 99) / 100))
        for bucket in buckets {
            rest -= bucket.count
            if rest <= 0 { return representative(bucket.index) }
        }
        return nil
    }
}
