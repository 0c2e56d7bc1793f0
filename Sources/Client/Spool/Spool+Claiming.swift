internal import GRDB
package import Wire

extension Spool {
    /// Takes over the waiting batches of processes that are dead.
    package func claimAbandoned() throws(ClientError) -> [StoredBatch] {
        let owners = try read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT owner FROM batches WHERE journal IS NULL ORDER BY owner")
        }
        for name in owners where name != owner.name {
            // Holding a dead process's lock keeps a second flush from taking the same batches.
            guard let lock = try OwnerLock(folder: folder, name: name) else { continue }
            try withExtendedLifetime(lock) { () throws(ClientError) in
                try write { db in
                    // Whether a process that died while it was sending had sent them, nobody knows.
                    try db.execute(
                        sql: """
                            UPDATE batches SET owner = :new,
                                unanswered = max(unanswered, EXISTS (SELECT 1 FROM senders WHERE owner = :old))
                            WHERE owner = :old AND journal IS NULL
                            """, arguments: ["new": owner.name, "old": name])
                    try db.execute(sql: "DELETE FROM senders WHERE owner = ?", arguments: [name])
                    try db.execute(
                        sql: "UPDATE sources SET owner = ? WHERE owner = ?", arguments: [owner.name, name])
                }
            }
        }
        return try waiting()
    }

    /// From now on, if this process dies, what waits may have been sent.
    package func noteSending() throws(ClientError) {
        try write { db in
            try db.execute(sql: "INSERT OR IGNORE INTO senders VALUES (?)", arguments: [owner.name])
        }
    }

    /// What went unanswered is marked: of the rest it is known that it was not sent.
    package func noteSendingEnded() throws(ClientError) {
        try write { db in try db.execute(sql: "DELETE FROM senders WHERE owner = ?", arguments: [owner.name])
        }
    }

    /// The batches of this process that wait to be sent, oldest first.
    package func waiting() throws(ClientError) -> [StoredBatch] {
        try read { db in
            try Self.batches(db, "journal IS NULL AND owner = ?", [owner.name], isCounted: true)
        }
    }

    /// Reports of other processes, dead or alive, that wait to be sent.
    package func waitingReportsOfOthers() throws(ClientError) -> Int {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT coalesce(sum(reports), 0) FROM batches WHERE journal IS NULL AND owner <> ?",
                arguments: [owner.name]) ?? 0
        }
    }

    /// Puts what certain journals had acknowledged back among what waits, to be sent again.
    package func takeBack(from journals: [JournalID]) throws(ClientError) -> [StoredBatch] {
        try write { db in
            var batches: [StoredBatch] = []
            for journal in journals.map(\.description) {
                let found = try Self.batches(db, "journal = ?", [journal], isCounted: false)
                try db.execute(
                    sql: "UPDATE batches SET journal = NULL, owner = ? WHERE journal = ?",
                    arguments: [owner.name, journal])
                try db.execute(sql: "DELETE FROM journals WHERE journal = ?", arguments: [journal])
                batches += found
            }
            return batches
        }
    }

    private static func batches(
        _ db: Database, _ condition: String, _ arguments: StatementArguments, isCounted: Bool
    ) throws -> [StoredBatch] {
        try Row.fetchAll(
            db, sql: "SELECT id, reports, body_bytes, unanswered FROM batches WHERE \(condition) ORDER BY id",
            arguments: arguments
        ).map { row in
            StoredBatch(
                id: row["id"], reports: row["reports"], bodyBytes: row["body_bytes"], isCounted: isCounted,
                wentUnanswered: row["unanswered"])
        }
    }
}
