internal import Catalogue
package import Wire

/// Why a question is not answered as it was put.
package struct QueryError: Error, Hashable, Sendable {
    /// `.badQuery` or `.notPermitted`; `.retryAfter` where single reports cannot be read just now.
    package let outcome: Outcome
    /// What was wrong, what was expected and what can be asked instead.
    package let message: String
    /// The same in Chinese, where it is said in Chinese.
    package let chinese: String?

    package init(_ outcome: Outcome, _ message: String, chinese: String? = nil) {
        self.outcome = outcome
        self.message = message
        self.chinese = chinese
    }

    init(_ message: String, chinese: String? = nil) { self.init(.badQuery, message, chinese: chinese) }

    /// In each of the languages, in their order.
    package func text(_ languages: [Language]) -> String {
        chinese.map { Names(chinese: $0, english: message).sentences(languages) } ?? message
    }
}

extension QueryError: CustomStringConvertible {
    package var description: String { message }
}
