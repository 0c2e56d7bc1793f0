package import Catalogue
package import Wire

/// Why a question is not answered as it was put.
package struct QueryError: Error, Hashable, Sendable {
    /// `.badQuery` or `.notPermitted`; `.retryAfter` where single reports cannot be read just now.
    package let outcome: Outcome
    /// What was wrong, what was expected and what can be asked instead.
    package let message: Names

    package init(_ outcome: Outcome = .badQuery, chinese: String, english: String) {
        self.outcome = outcome
        message = Names(chinese: chinese, english: english)
    }

    init(_ outcome: Outcome, _ message: Names) {
        self.outcome = outcome
        self.message = message
    }

    init(_ message: Names) { self.init(.badQuery, message) }
}

extension QueryError: CustomStringConvertible {
    package var description: String { message.english }
}
