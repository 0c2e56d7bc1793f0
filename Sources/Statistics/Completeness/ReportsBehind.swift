/// How many reports are behind a number, and how many there should be.
struct ReportsBehind: Sendable {
    var actual: Int64 = 0
    /// Nil where it is unknown.
    var expected: Int64?
}
