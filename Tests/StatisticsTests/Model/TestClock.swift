/// Times of the wall clock, in milliseconds since 1970.
enum TestClock {
    /// 2024-07-01: before most days that reports of tests wait for.
    static let early: Int64 = 1_719_792_000_000
}
