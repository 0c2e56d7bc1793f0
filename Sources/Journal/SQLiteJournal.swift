internal import Crypto
internal import Foundation
internal import GRDB
internal import Synchronization
package import Wire

/// A journal in one SQLite file, in WAL mode with `synchronous=FULL`: an append returns after the log was synced.
package final class SQLiteJournal: Journal {
    package let id: JournalID
    let pool: DatabasePool
    private let path: String
    private let state: Mutex<JournalState>

    /// Once so much was appended, the log is brought into the file.
    private static let appendedBytes = 8 << 20
    /// Under load a log is brought into the file but not begun anew, unless that is asked for: from this size on it is.
    private static let longLogBytes = 64 << 20

    /// Opens the journal at `path`, or makes it; whatever is in its write-ahead log is in the file when this returns.
    ///
    /// - Parameter generator: draws the id of a new journal.
    package init(
        path: String, using generator: inout some RandomNumberGenerator
    ) throws(JournalError) {
        let fresh = JournalID(high: generator.next(), low: generator.next())
        do {
            try JournalFile.refuseForeign(path)
            pool = try JournalFile.open(path)
            let (id, state) = try pool.writeWithoutTransaction { db in
                try JournalFile.prepare(db, path: path, newID: fresh)
                return (try JournalFile.id(db), try JournalFile.state(db))
            }
            self.id = id
            self.state = Mutex(state)
        } catch let error as JournalError {
            throw error
        } catch let error as DatabaseError where error.isDiskFull {
            throw JournalError(
                .unusable,
                "\(path): no space is left to open the journal: make room on its disk and start again")
        } catch {
            throw JournalError(.unusable, "\(path): the journal cannot be opened: \(error)")
        }
        self.path = path
    }

    package var extent: JournalExtent {
        state.withLock {
            JournalExtent(oldestPosition: $0.oldestPosition, headPosition: $0.headPosition)
        }
    }

    package var followers: [FollowerPosition] {
        state.withLock { state in
            state.followers.sorted { $0.key < $1.key }.map {
                FollowerPosition(name: $0.key, progress: $0.value)
            }
        }
    }

    package var fileBytes: Int64 { size(path) + size(path + "-wal") }

    package func digest(at position: UInt64) throws(JournalError) -> [UInt8]? {
        guard position > 0 else { return [UInt8](repeating: 0, count: ChainMark.digestBytes) }
        let head = state.withLock { ($0.headPosition, $0.headDigest) }
        guard position < head.0 else { return position == head.0 ? head.1 : nil }
        return try guarding("read") {
            try pool.read { db in
                let statement = try db.cachedStatement(sql: "SELECT digest FROM entry WHERE position = ?")
                return try Data.fetchOne(statement, arguments: [Int64(position)]).map { [UInt8]($0) }
            }
        }
    }

    package func entries(
        from position: UInt64, count: Int, bytes: Int
    ) throws(JournalError) -> [StoredEntry] {
        guard position <= state.withLock({ $0.headPosition }) else { return [] }
        return try guarding("read") {
            try pool.read { db in
                let statement = try db.cachedStatement(
                    sql:
                        "SELECT position, digest, content FROM entry WHERE position >= ? ORDER BY position LIMIT ?"
                )
                let rows = try Row.fetchCursor(statement, arguments: [Int64(position), count])
                var entries: [StoredEntry] = []
                var total = 0
                while total < bytes, let row = try rows.next() {
                    let stored: Int64 = row[0]
                    let digest: Data = row[1]
                    let content: Data = row[2]
                    total += content.count
                    entries.append(
                        StoredEntry(
                            position: UInt64(stored), content: [UInt8](content), digest: [UInt8](digest)))
                }
                return entries
            }
        }
    }

    package func append(
        _ entries: [PendingEntry], progress: [FollowerPosition]
    ) throws(JournalError) -> [ChainMark] {
        let before = state.withLock { ($0.headPosition, $0.headDigest) }
        let chained = chain(entries, behind: before.0, digest: before.1)
        try guarding("write") {
            try pool.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    for entry in chained { try JournalFile.insert(entry, db) }
                    for position in progress { try JournalFile.store(position, db) }
                    return .commit
                }
            }
        }
        let logIsLong = state.withLock { state in
            state.headPosition += UInt64(chained.count)
            if let last = chained.last { state.headDigest = last.digest }
            for position in progress { state.followers[position.name] = position.progress }
            state.bytesInLog += chained.reduce(0) { $0 + $1.content.count }
            return state.bytesInLog >= Self.appendedBytes
        }
        if logIsLong { try shortenLog() }
        return chained.map { entry in
            ChainMark(at: JournalPosition(journal: id, position: entry.position), digest: entry.digest)
        }
    }

    /// The entries with their positions and digests, as they will be stored.
    private func chain(
        _ entries: [PendingEntry], behind head: UInt64, digest: [UInt8]
    ) -> [StoredEntry] {
        var position = head
        var last = digest
        return entries.map { entry in
            position += 1
            let content = EntryContent(
                position: position, sender: entry.sender,
                receivedAtMilliseconds: entry.receivedAtMilliseconds,
                catalogueVersion: entry.catalogueVersion, refusals: entry.refusals, batch: entry.batch
            ).bytes
            var hash = SHA256()
            hash.update(data: last)
            hash.update(data: content)
            last = [UInt8](hash.finalize())
            return StoredEntry(position: position, content: content, digest: last)
        }
    }

    /// Brings the log into the file. We do it ourselves because SQLite's own checkpoints hide a failing sync.
    private func shortenLog() throws(JournalError) {
        let kind: Database.CheckpointMode = size(path + "-wal") > Self.longLogBytes ? .restart : .passive
        do {
            try guarding("write") {
                do {
                    try pool.writeWithoutTransaction { _ = try $0.checkpoint(kind) }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                    // A follower is just reading; the next time comes soon.
                }
            }
            state.withLock { $0.bytesInLog = 0 }
        } catch  where error.code == .full {
            // What was appended is safe in the log; the file grows when there is space again.
        }
    }

    private func size(_ file: String) -> Int64 {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        return (attributes?[.size] as? NSNumber)?.int64Value ?? 0
    }

    /// Runs a database access, with its errors as ours.
    private func guarding<Value>(_ what: String, _ access: () throws -> Value) throws(JournalError) -> Value {
        do {
            return try access()
        } catch let error as DatabaseError where error.isDiskFull {
            throw JournalError(.full, "\(path): no space is left: \(error.message ?? "disk full")")
        } catch {
            throw JournalError(
                .broken, "\(path): the journal cannot be \(what == "read" ? "read" : "written"): \(error)")
        }
    }
}

extension DatabaseError {
    /// Also where the small index beside the log cannot grow: no sync is involved, and the transaction is rolled back.
    fileprivate var isDiskFull: Bool {
        resultCode == .SQLITE_FULL || extendedResultCode == .SQLITE_IOERR_SHMSIZE
    }
}
