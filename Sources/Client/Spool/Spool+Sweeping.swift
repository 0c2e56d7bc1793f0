internal import Foundation
internal import GRDB

extension Spool {
    /// Removes what dead processes left behind: files that nothing is left of, and locks.
    ///
    /// In a transaction, as a process takes its lock in one: nobody meets a lock that is made and not yet taken.
    func sweep(_ db: Database) throws {
        // A living process may yet add rows of its files.
        let idle = "id NOT IN (SELECT source FROM batches UNION SELECT source FROM dead_letters)"
        let owners = try String.fetchAll(db, sql: "SELECT DISTINCT owner FROM sources WHERE \(idle)")
        for name in owners where try OwnerLock(folder: folder, name: name) != nil {
            try db.execute(sql: "DELETE FROM sources WHERE owner = ? AND \(idle)", arguments: [name])
        }
        let senders = try String.fetchAll(
            db,
            sql:
                "SELECT owner FROM senders WHERE owner NOT IN (SELECT owner FROM batches WHERE journal IS NULL)"
        )
        for name in senders where try OwnerLock(folder: folder, name: name) != nil {
            try db.execute(sql: "DELETE FROM senders WHERE owner = ?", arguments: [name])
        }
        let suffix = OwnerLock.suffix
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(suffix) {
            // Whoever lets go of a lock removes its file.
            _ = try OwnerLock(folder: folder, name: String(file.dropLast(suffix.count)))
        }
    }
}
