/// What is usual for a unit, from its own earlier values: those whose modified z-score
/// 0.6745 × (value − median) ÷ MAD lies within ±3.5, where MAD is the median of the distances from the median (Iglewicz
/// and Hoaglin, How to Detect and Handle Outliers, ASQC 1993). Computed in whole numbers: exact.
///
/// MAD is never taken for less than one whole unit, so that small counts, and values that were always the same, may differ
/// by five before they are unusual.
struct UsualRange: Hashable {
    /// In the element's smallest unit, both usual.
    let least: Int64
    let greatest: Int64
    /// Twice the median: it may lie half way between two values.
    let medianTwice: Int64

    static let leastHistory = 6
    /// Three years of months. What is older says little about now.
    static let longestHistory = 36

    /// - Parameters:
    ///   - history: earlier values, in the element's smallest unit; nil with fewer than six.
    ///   - whole: how many of the smallest unit one whole unit is, up to 10^9.
    init?(history: some Collection<Int64>, whole: Int64) {
        guard history.count >= Self.leastHistory else { return nil }
        let values = history.map { min(max($0, -Self.bound), Self.bound) }
        let median = Self.middleTwice(values)
        let deviation = Self.middleTwice(values.map { abs(2 * $0 - median) })
        // 0.6745 |value − median| ≤ 3.5 MAD, with |2 value − 2 median| on the left and 4 MAD on the right.
        let reach = max(deviation, 4 * whole) * 35_000 / 13_490
        least = -Self.half(reach - median)
        greatest = Self.half(median + reach)
        medianTwice = median
    }

    func contains(_ value: Int64) -> Bool { least <= value && value <= greatest }

    /// No element of a return has wider bounds: nothing overflows.
    private static let bound: Int64 = 1 << 43

    /// The median of a list that is not empty, times two.
    private static func middleTwice(_ values: [Int64]) -> Int64 {
        let sorted = values.sorted()
        let upper = sorted[sorted.count / 2]
        return sorted.count.isMultiple(of: 2) ? sorted[sorted.count / 2 - 1] + upper : 2 * upper
    }

    /// Rounded down.
    private static func half(_ value: Int64) -> Int64 { value >> 1 }
}
