/// Why the store cannot go on. Questions have an error of their own, `QueryError`.
package struct StatisticsError: Error, Hashable, Sendable {
    package enum Code: Hashable, Sendable {
        /// The folder or the file cannot be opened.
        case open
        /// A transaction failed because of the disk itself.
        case storing
        /// No space is left: nothing was stored, and the same may succeed later.
        case full
        /// A stored row does not read back: the file was changed by something else.
        case damaged
        /// The store was closed.
        case closed
    }

    package let code: Code
    /// What was wrong, where, what was expected and what can be done.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StatisticsError: CustomStringConvertible {
    package var description: String { message }
}
