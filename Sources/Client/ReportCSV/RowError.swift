package import Wire

/// Why one row is no report.
package struct RowError: Error, Equatable {
    package let outcome: Outcome
    package let message: String

    init(_ outcome: Outcome, _ message: String) {
        self.outcome = outcome
        self.message = message
    }
}
