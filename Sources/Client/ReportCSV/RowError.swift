package import Catalogue
package import Wire

/// Why one row is no report.
package struct RowError: Error, Equatable {
    package let outcome: Outcome
    package let message: Names

    init(_ outcome: Outcome, chinese: String, english: String) {
        self.outcome = outcome
        message = Names(chinese: chinese, english: english)
    }
}
