internal import Journal
internal import NIOCore
internal import NIOPosix

/// Sends a follower the journal's entries, no faster than its socket takes them. Lives on one event loop.
final class EntryPump {
    private let journal: any Journal
    private let threads: NIOThreadPool
    private let eventLoop: any EventLoop
    private var next: UInt64
    private var isReading = false

    /// What is read at one go and then written, whatever the socket takes: a follower's share of memory.
    private static let readBytes = 1 << 20
    private static let readCount = 1_024

    init(_ journal: any Journal, from next: UInt64, threads: NIOThreadPool, eventLoop: any EventLoop) {
        self.journal = journal
        self.next = next
        self.threads = threads
        self.eventLoop = eventLoop
    }

    /// Reads what comes next, unless that is under way or there is nothing. `deliver` is called on the event loop with
    /// at least one entry.
    func pump(_ deliver: @escaping (Result<[StoredEntry], JournalError>) -> Void) {
        guard !isReading, next <= journal.extent.headPosition else { return }
        isReading = true
        let bound = NIOLoopBound((pump: self, deliver: deliver), eventLoop: eventLoop)
        threads.runIfActive(eventLoop: eventLoop) { [journal, next] in
            do throws(JournalError) {
                return Result<[StoredEntry], JournalError>.success(
                    try journal.entries(from: next, count: Self.readCount, bytes: Self.readBytes))
            } catch {
                return .failure(error)
            }
        }.whenSuccess { result in
            bound.value.pump.read(result, bound.value.deliver)
        }
    }

    private func read(
        _ result: Result<[StoredEntry], JournalError>,
        _ deliver: (Result<[StoredEntry], JournalError>) -> Void
    ) {
        isReading = false
        if case .success(let entries) = result { next += UInt64(entries.count) }
        deliver(result)
    }
}
