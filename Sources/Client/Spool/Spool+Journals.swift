internal import Foundation
internal import GRDB
package import Wire

extension Spool {
    /// For each journal that something kept here was acknowledged by, the highest mark; of many those that acknowledged
    /// last.
    package func marks() throws(ClientError) -> [ChainMark] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT journal, position, digest FROM journals ORDER BY acknowledged_at DESC, journal LIMIT ?
                    """, arguments: [Self.marksInHello]
            ).compactMap(Self.mark)
        }
    }

    /// A mark takes up to 66 bytes, and a hello is at most 4,096 long.
    private static let marksInHello = 48

    /// Journals that were met at an address where there is now another one.
    package func journals(at address: String, otherThan journal: JournalID) throws(ClientError) -> [JournalID]
    {
        try read { db in
            try String.fetchAll(
                db, sql: "SELECT journal FROM journals WHERE address = ? AND journal <> ? ORDER BY journal",
                arguments: [address, journal.description]
            ).compactMap { JournalID($0) }
        }
    }

    /// What was acknowledged last, by whichever process: where a question may ask to see it.
    package func lastPosition() throws(ClientError) -> JournalPosition? {
        try read { db in
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT journal, position, digest FROM journals ORDER BY acknowledged_at DESC, journal LIMIT 1"
            )
            return row.flatMap(Self.mark)?.at
        }
    }

    static func remember(
        _ mark: ChainMark, address: String, _ nowMilliseconds: Int64, _ db: Database
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO journals (journal, position, digest, address, acknowledged_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (journal) DO UPDATE SET
                    digest = iif(excluded.position > position, excluded.digest, digest),
                    position = max(position, excluded.position),
                    address = excluded.address,
                    acknowledged_at = max(acknowledged_at, excluded.acknowledged_at)
                """
        ).execute(arguments: [
            mark.at.journal.description, Int64(mark.at.position), Data(mark.digest), address, nowMilliseconds,
        ])
    }

    private static func mark(_ row: Row) -> ChainMark? {
        let name: String = row["journal"]
        let position: Int64 = row["position"]
        let digest: Data = row["digest"]
        guard let journal = JournalID(name) else { return nil }
        return ChainMark(
            at: JournalPosition(journal: journal, position: UInt64(position)), digest: Array(digest))
    }
}
