import Foundation
import Journal
import Synchronization
import Wire

/// A real journal whose appends wait while its gate is closed.
final class GatedJournal: Journal {
    private let inner: SQLiteJournal
    private let gate = NSCondition()
    private let state: Mutex<(isOpen: Bool, groups: [Int])>
    private let entered: AsyncStream<Int>.Continuation
    /// The number of entries of each append, as it begins.
    let appends: AsyncStream<Int>

    init(_ inner: SQLiteJournal, isOpen: Bool = false) {
        self.inner = inner
        state = Mutex((isOpen, []))
        (appends, entered) = AsyncStream.makeStream()
    }

    func open() {
        gate.lock()
        state.withLock { $0.isOpen = true }
        gate.broadcast()
        gate.unlock()
    }

    /// How many entries each append had that is done.
    var groups: [Int] { state.withLock { $0.groups } }

    var id: JournalID { inner.id }
    var extent: JournalExtent { inner.extent }
    var followers: [FollowerPosition] { inner.followers }
    var fileBytes: Int64 { inner.fileBytes }

    func append(_ entries: [PendingEntry], progress: [FollowerPosition]) throws(JournalError) -> [ChainMark] {
        entered.yield(entries.count)
        gate.lock()
        while !state.withLock({ $0.isOpen }) { gate.wait() }
        gate.unlock()
        let marks = try inner.append(entries, progress: progress)
        state.withLock { $0.groups.append(entries.count) }
        return marks
    }

    func digest(at position: UInt64) throws(JournalError) -> [UInt8]? { try inner.digest(at: position) }

    func entries(from position: UInt64, count: Int, bytes: Int) throws(JournalError) -> [StoredEntry] {
        try inner.entries(from: position, count: count, bytes: bytes)
    }
}
