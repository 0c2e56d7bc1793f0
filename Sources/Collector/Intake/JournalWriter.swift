internal import Dispatch
package import Journal
package import Logging
internal import Synchronization
package import Wire

/// The one writer of a journal. Group commit without a timer: while one transaction is synced, what comes queues up
/// and goes into the next.
///
/// The queue holds only what connections have unanswered, so their budget bounds it.
package final class JournalWriter: Sendable {
    package typealias Completion = @Sendable (Result<ChainMark, Failure>) -> Void

    private struct Job {
        let entry: PendingEntry
        let done: Completion
    }

    private struct State {
        var jobs: [Job] = []
        /// The latest of each follower; nothing is lost by forgetting the one before.
        var progress: [String: FollowerPosition] = [:]
        var isWriting = false
        var isBroken = false
        var waitingForIdle: [CheckedContinuation<Void, Never>] = []
    }

    private let journal: any Journal
    private let retryWaitMilliseconds: UInt64
    private let logger: Logger
    private let grew: @Sendable () -> Void
    private let broke: @Sendable (JournalError) -> Void
    private let thread = DispatchQueue(label: "grassroots.journal-writer", qos: .userInitiated)
    private let state = Mutex(State())

    /// One transaction takes no more, so that the first of a long queue is not answered with the last.
    private static let groupBytes = 8 << 20

    /// - Parameters:
    ///   - grew: called after every transaction that added entries.
    ///   - broke: called once, when the journal can no longer be trusted: from then on nothing is answered.
    package init(
        _ journal: any Journal, retryWait: Duration, logger: Logger, grew: @escaping @Sendable () -> Void,
        broke: @escaping @Sendable (JournalError) -> Void
    ) {
        self.journal = journal
        self.retryWaitMilliseconds = UInt64(retryWait.milliseconds)
        self.logger = logger
        self.grew = grew
        self.broke = broke
    }

    /// `done` is called on the writer's thread, once the entry is on disk or was not stored.
    package func append(_ entry: PendingEntry, done: @escaping Completion) {
        schedule { $0.jobs.append(Job(entry: entry, done: done)) }
    }

    package func store(_ position: FollowerPosition) {
        schedule { $0.progress[position.name] = position }
    }

    /// Returns once everything that was handed over has been written.
    package func finish() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                guard state.isWriting else { return true }
                state.waitingForIdle.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }

    private func schedule(_ add: (inout sending State) -> Void) {
        let mustStart = state.withLock { state in
            guard !state.isBroken else { return false }
            add(&state)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if mustStart { thread.async { self.writeAll() } }
    }

    private func writeAll() {
        while let (jobs, progress) = takeGroup() {
            do throws(JournalError) {
                let marks = try journal.append(jobs.map(\.entry), progress: progress)
                for (job, mark) in zip(jobs, marks) { job.done(.success(mark)) }
                if !jobs.isEmpty { grew() }
            } catch {
                failed(jobs, error)
            }
        }
    }

    private func takeGroup() -> (jobs: [Job], progress: [FollowerPosition])? {
        let (group, waiting) = state.withLock { state in
            guard !state.isBroken, !state.jobs.isEmpty || !state.progress.isEmpty else {
                state.isWriting = false
                defer { state.waitingForIdle = [] }
                return (nil as ([Job], [FollowerPosition])?, state.waitingForIdle)
            }
            var bytes = 0
            var count = 0
            while count < state.jobs.count, bytes < Self.groupBytes {
                bytes += state.jobs[count].entry.batch.body.count
                count += 1
            }
            let jobs = Array(state.jobs[..<count])
            state.jobs.removeFirst(count)
            let progress = Array(state.progress.values)
            state.progress = [:]
            return ((jobs, progress), [])
        }
        for continuation in waiting { continuation.resume() }
        return group
    }

    private func failed(_ jobs: [Job], _ error: JournalError) {
        guard error.code == .full else {
            logger.critical(
                "\(error). The process ends: what is acknowledged is on disk, nothing else is certain.")
            state.withLock { $0.isBroken = true }
            broke(error)
            return
        }
        logger.error("\(error): \(jobs.count) batches are answered with RETRY_AFTER")
        let failure = Failure(
            outcome: .retryAfter,
            message:
                "the collector's disk is full. Nothing of the batch was stored; it is sent again until there is room.",
            waitMilliseconds: retryWaitMilliseconds)
        for job in jobs { job.done(.failure(failure)) }
    }
}
