internal import Catalogue
package import Wire

/// Brings batches to one of several collectors: what is sent when and to which, what an answer means, when to give up. A
/// value without I/O: a driver tells it what happened and carries out what it returns.
///
/// It owns the order of batches, the numbers on the connection, the limits and every wait. It does not own the reports
/// (the spool has them) nor the connection.
package struct Sender: Sendable {
    package enum Event: Sendable {
        /// Batches are on disk and may be sent.
        case stored([StoredBatch])
        /// Nothing more will be stored.
        case inputEnded
        case connected(Welcome)
        /// No connection, or none any more. `waitMilliseconds`: not before.
        case disconnected(reason: String, isRetryable: Bool, waitMilliseconds: UInt64)
        case acknowledged(Ack)
        /// Any other frame: the collector is alive.
        case heard
        /// What a collector had lost, taken back from the spool, and the journals that had acknowledged it.
        case takenBack([StoredBatch], from: [JournalID] = [])
        /// Time passed.
        case tick
        case interrupted
    }

    package enum Action: Equatable, Sendable {
        /// To a collector, by its place in the order given.
        case connect(Int)
        case disconnect
        case send(StoredBatch, number: UInt64)
        /// Cut it up and tell `stored`.
        case split(StoredBatch, limit: Int)
        case settle(Settlement)
        /// An answer is outstanding and will not come.
        case markUnanswered([StoredBatch])
        /// Answer with `takenBack`.
        case takeBack(Welcome)
        case finish(Ending)
    }

    /// How it ended. In each case the spool holds what was not acknowledged.
    package enum Ending: Equatable, Sendable {
        case complete
        /// No collector, or only retryable answers, for the whole timeout.
        case gaveUp(reason: String)
        /// Every collector said that it will never take us as we are.
        case refused(reason: String)
        case interrupted
    }

    package struct Counts: Equatable, Sendable {
        package var accepted = 0
        package var refused = 0
        /// Accepted again: a collector had lost it. Not of this command's rows.
        package var resent = 0
        /// Neither: still in the spool.
        package var waiting = 0
        /// Of those waiting: saved so far in the collector's future that it does not take them yet.
        package var waitingForClock = 0
    }

    struct Open {
        var limits: Welcome.Limits
        var nextNumber: UInt64 = 1
        var unanswered: [UInt64: StoredBatch] = [:]
        var unansweredBytes = 0
        var isTakingBack = false
    }

    enum Link {
        case none
        case connecting
        case open(Open)
    }

    /// Without progress for so long it gives up.
    let timeout: Duration
    /// In which it says what a collector answered.
    let languages: [Language]
    /// A collector that says nothing for so long is left for the next, where there is one.
    static let patience = Duration.seconds(10)
    var queue = BatchQueue()
    /// Batches with reports that were answered "later".
    var delayed: [(batch: StoredBatch, notBefore: Duration)] = []
    /// By the id of a batch, how many of its reports are saved in the collector's future.
    var waitingForClock: [Int64: Int] = [:]
    var link = Link.none
    var turns: CollectorTurns
    var retry = Backoff(first: .seconds(1), longest: .seconds(300))
    /// No batch goes out before.
    var pausedUntil: Duration = .zero
    /// Of the last good sign, or of the moment from which there was something to do.
    var lastProgress: Duration = .zero
    var isInputEnded = false
    /// When the collector last said something, or was first asked to.
    var lastHeard: Duration = .zero
    /// Set once nothing more will be tried.
    var ending: Ending?
    var isFinished = false
    var lastTrouble: String
    /// Collectors that are connected to once even if nothing waits, to hear whether they lost something.
    var ungreeted: Set<Int>
    private(set) var counts = Counts()
    /// The highest position of each journal that acknowledged something.
    package private(set) var positions: [JournalID: UInt64] = [:]

    /// - Parameters:
    ///   - collectors: how many there are, in the order in which they are tried.
    ///   - greeting: which of them are asked whether they lost something, even if nothing waits.
    ///   - languages: in which reasons are given.
    package init(
        timeout: Duration, collectors: Int = 1, greeting: Set<Int> = [], languages: [Language] = [.english]
    ) {
        self.timeout = timeout
        self.languages = languages
        lastTrouble = Names(chinese: "没有连上任何采集服务", english: "no collector was reached")
            .sentences(languages)
        turns = CollectorTurns(count: collectors)
        ungreeted = greeting
    }

    /// Of the rows that count for this command.
    package var summary: Counts {
        var counts = counts
        counts.waiting = queue.countedReports
        counts.waiting += delayed.reduce(0) { $0 + ($1.batch.isCounted ? $1.batch.reports : 0) }
        if case .open(let open) = link {
            counts.waiting += open.unanswered.values.reduce(0) { $0 + ($1.isCounted ? $1.reports : 0) }
        }
        counts.waitingForClock = min(counts.waiting, waitingForClock.values.reduce(0, +))
        return counts
    }

    /// - Parameter now: since any fixed moment; never goes back.
    package mutating func handle(_ event: Event, now: Duration) -> [Action] {
        guard !isFinished else { return [] }
        var actions: [Action] = []
        switch event {
        case .stored(let batches): enqueue(batches, now)
        case .inputEnded: isInputEnded = true
        case .connected(let welcome):
            lastHeard = now
            connected(welcome, &actions)
        case .disconnected(let reason, let isRetryable, let wait):
            disconnected(reason, isRetryable, .milliseconds(Int64(clamping: wait)), now, &actions)
        case .acknowledged(let ack):
            lastHeard = now
            acknowledged(ack, now, &actions)
        case .heard:
            lastHeard = now
            if isAwaitingAnswer { lastProgress = now }
        case .takenBack(let batches, let journals):
            // What was acknowledged there is no longer: it gets other positions.
            for journal in journals { positions[journal] = nil }
            takenBack(batches, now)
        case .tick: break
        case .interrupted: ending = .interrupted
        }
        advance(now, &actions)
        return actions
    }

    mutating func count(accepted: Int, refused: Int, at mark: ChainMark?, of batch: StoredBatch) {
        if batch.isCounted {
            counts.accepted += accepted
            counts.refused += refused
        } else {
            counts.resent += accepted
        }
        if let mark { positions[mark.at.journal] = max(positions[mark.at.journal] ?? 0, mark.at.position) }
    }

    var isAwaitingAnswer: Bool {
        if case .open(let open) = link { !open.unanswered.isEmpty } else { false }
    }

    var isIdle: Bool { queue.isEmpty && delayed.isEmpty && !isAwaitingAnswer }
}
