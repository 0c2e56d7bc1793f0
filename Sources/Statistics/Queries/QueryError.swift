package import Wire

/// Why a question is not answered as it was put.
package struct QueryError: Error, Hashable, Sendable {
    /// `.badQuery` or `.notPermitted`; `.retryAfter` where single reports cannot be read just now.
    package let outcome: Outcome
    /// What was wrong, what was expected and what can be asked instead.
    package let message: String

    package init(_ outcome: Outcome, _ message: String) {
        self.outcome = outcome
        self.message = message
    }

    init(_ message: String) { self.init(.badQuery, message) }
}

extension QueryError: CustomStringConvertible {
    package var description: String { message }
}
