package import Journal
package import Wire

/// What a session asks its driver to do. Values only, so that tests can compare them.
package enum SessionAction: Equatable, Sendable {
    /// Send it, and from now on take frames up to the limits that it names.
    case welcome(Welcome)
    /// The answer to a batch of so many reports.
    case ack(Ack, reports: Int)
    case following(Following)
    case ping
    /// With the body of the ping that it answers.
    case pong([UInt8])
    /// Send it as the last message, then close.
    case goAway(Failure)
    /// Close without a word: the peer has said goodbye.
    case close

    /// Look up what the journal says to this hello, and tell the session by `greeted`.
    case greet(Hello)
    /// Inflate, read and validate the batch, in the order in which they come, and tell the session by `judged`.
    case judge(Frame)
    /// Store it, and tell the session by `journaled`.
    case journal(batch: UInt64, entry: PendingEntry)
    /// Send the figures of this service.
    case answerStatus
    /// Send the catalogue in force.
    case answerCatalogue
    /// Look up where this follower goes on, and tell the session by `positioned`.
    case position(Follow)
    /// Send every entry from here on, and go on as the journal grows.
    case stream(from: UInt64)
    case store(FollowerPosition)
}

/// What the driver found out about a hello.
package struct Greeting: Equatable, Sendable {
    package let journal: Welcome.Journal
    package let mismatched: [JournalID]
    package let clockMilliseconds: Int64

    package init(journal: Welcome.Journal, mismatched: [JournalID], clockMilliseconds: Int64) {
        self.journal = journal
        self.mismatched = mismatched
        self.clockMilliseconds = clockMilliseconds
    }
}

/// What was found in one batch.
package struct Judgement: Equatable, Sendable {
    package enum Verdict: Equatable, Sendable {
        /// Read; `refusals` are those of its `reportCount` reports that are not accepted, ascending by index.
        case read(number: UInt64, reportCount: Int, refusals: [Refusal])
        case broken(WireError)
    }

    package let frame: Frame
    package let verdict: Verdict
    package let receivedAtMilliseconds: Int64

    package init(frame: Frame, verdict: Verdict, receivedAtMilliseconds: Int64) {
        self.frame = frame
        self.verdict = verdict
        self.receivedAtMilliseconds = receivedAtMilliseconds
    }
}
