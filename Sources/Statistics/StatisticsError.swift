package import Catalogue

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

extension StatisticsError {
    /// For whoever asks: in Chinese without the disk's own words, which the service's log has.
    package var publicMessage: Names {
        Names(chinese: "统计库暂时不能读写，请稍后再试；原因见汇总服务的日志", english: message)
    }
}

extension StatisticsError: CustomStringConvertible {
    package var description: String { message }
}
