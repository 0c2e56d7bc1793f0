internal import Wire

/// Why a command cannot do what it was asked: what was wrong, where, what was expected, what to do.
package struct ClientError: Error, Equatable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// A file that is no report CSV, or cannot be read.
        case input
        /// Standard output, or a file that a command was asked to write.
        case output
        /// The spool's folder or its database.
        case spool
        /// A service that is away, or that does not want us.
        case service
        /// A service that does not answer this question, and why.
        case refused(reason: String)
        /// The positions asked for were not reached in time.
        case notYetReached
    }

    package let kind: Kind
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}

extension ClientError.Kind {
    /// What a service says of a question.
    init(_ failure: Failure) {
        self =
            switch failure.outcome {
            case .notYetReached: .notYetReached
            case .badQuery, .notPermitted: .refused(reason: failure.message)
            default: .service
            }
    }
}
