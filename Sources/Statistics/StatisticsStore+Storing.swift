import Dispatch
import Foundation
import GRDB
import Synchronization

/// How changes come to the disk behind the fold.
extension StatisticsStore {
    func waitForRoom() throws {
        while true {
            let problem = storing.withLock { storing -> StatisticsError? in
                if storing.isClosed { return StatisticsError(.closed, "the statistics store is closed") }
                return storing.isBroken ? storing.failure : nil
            }
            if let problem { throw problem }
            guard state.withLock({ $0.active.isFull(limits) && $0.frozen != nil }) else {
                return
            }
            queue.sync {}
            guard let failure = storing.withLock({ $0.failure }) else { continue }
            guard failure.code == .full, storing.withLock({ $0.mayWait }) else { throw failure }
            // Storing is tried again as often; the fold's thread has nothing else to do until there is space.
            Thread.sleep(forTimeInterval: Double(limits.storeAfterMilliseconds) / 1_000)
        }
    }

    /// A fold that waits for space on the disk gives up: the service is to end, and reads the journals again later.
    package func stopWaiting() { storing.withLock { $0.mayWait = false } }

    /// So that an idle service's last changes are stored too.
    func scheduleStoring() {
        let isFirst = storing.withLock { storing in
            defer { storing.isScheduled = true }
            return !storing.isScheduled
        }
        guard isFirst else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(limits.storeAfterMilliseconds)) { [weak self] in
            guard let self else { return }
            self.storing.withLock { $0.isScheduled = false }
            self.storeFrozen()
        }
    }

    /// Runs on `queue` only.
    func storeFrozen() {
        guard !storing.withLock({ $0.isBroken || $0.isClosed }) else { return }
        guard let frozen = state.withLock({ $0.frozen ?? $0.freeze() }) else { return }
        do {
            let tally = try writer.store(frozen)
            let hasMore = state.withLock { state in
                state.frozen = nil
                return state.hasMoved
            }
            // What was folded while this waited for the disk has nobody else to see that it is stored.
            if hasMore { scheduleStoring() }
            let hadFailed = storing.withLock { storing in
                defer { storing.failure = nil }
                storing.durable = frozen.positions
                storing.tally = tally
                return storing.failure != nil
            }
            if hadFailed { report(.storingAgain) }
        } catch {
            let failure = file.failure(error)
            let isNews = storing.withLock { storing in
                defer { storing.failure = failure }
                return storing.failure != failure
            }
            if isNews { report(.storingFailed(failure.message)) }
            // What stands in the log already may be what the disk lacks room for.
            if failure.code == .full { try? writer.checkpoint("TRUNCATE") }
            scheduleStoring()
            return
        }
        do {
            try writer.shortenLog(mayWait: storing.withLock { $0.exports == 0 })
        } catch {
            report(.logNotShortened(file.failure(error).message))
        }
    }

    /// Stores everything that was applied before.
    package func flush() throws {
        queue.sync {
            storeFrozen()
            storeFrozen()
        }
        if let failure = storing.withLock({ $0.failure }) { throw failure }
    }

    /// Stores everything, brings the log into the file and lets go of it.
    package func close() throws {
        guard !storing.withLock({ $0.isClosed }) else { return }
        try flush()
        try queue.sync {
            storing.withLock { $0.isClosed = true }
            try file.reader.close()
            try writer.checkpoint("TRUNCATE")
            try file.writer.close()
        }
    }
}
