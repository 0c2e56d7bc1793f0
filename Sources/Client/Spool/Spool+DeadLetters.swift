internal import Foundation
internal import GRDB
internal import Wire

/// A dead letter as the spool keeps it.
package struct KeptLetter: Equatable, Sendable {
    package let id: Int64
    /// The file that its row came from, as it was named.
    package let file: String
    package let rejectedAtMilliseconds: Int64
    package let letter: DeadLetter
}

extension Spool {
    /// What collectors refused for good and is still kept, oldest first.
    package func keptLetters() throws(ClientError) -> [KeptLetter] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT dead_letters.*, sources.name AS file FROM dead_letters
                    LEFT JOIN sources ON sources.id = source ORDER BY dead_letters.id
                    """
            ).map { row in
                let report: Data = row["report"]
                let outcome: UInt16 = row["outcome"]
                return KeptLetter(
                    id: row["id"], file: row["file"] ?? "", rejectedAtMilliseconds: row["settled_at"],
                    letter: DeadLetter(
                        source: row["source"], line: row["line"], outcome: Outcome(rawValue: outcome),
                        message: row["message"], report: try Report(canonicalBytes: Array(report))))
            }
        }
    }

    /// Puts dead letters back among what waits, unchanged, as batches of this process.
    package func revive(_ letters: [KeptLetter]) throws(ClientError) -> [StoredBatch] {
        let bySource = Dictionary(grouping: letters, by: \.letter.source).sorted { $0.key < $1.key }
        return try write { db in
            var batches: [StoredBatch] = []
            for (source, letters) in bySource {
                for start in stride(from: 0, to: letters.count, by: Self.lettersPerBatch) {
                    let part = letters[start..<min(start + Self.lettersPerBatch, letters.count)]
                    batches.append(
                        try insert(
                            SealedBatch(
                                source: source, lines: part.map(\.letter.line),
                                groups: part.map(\.letter.report).groups), db))
                }
                for letter in letters {
                    try Self.remember(letter.letter.report, db)
                    try db.execute(sql: "DELETE FROM dead_letters WHERE id = ?", arguments: [letter.id])
                }
            }
            return batches
        }
    }

    private static let lettersPerBatch = 500

    /// Puts what was acknowledged since a time and is still kept back among what waits, to be sent again.
    package func takeBack(acknowledgedSince milliseconds: Int64) throws(ClientError) -> [StoredBatch] {
        try write { db in
            try db.execute(
                sql: """
                    UPDATE batches SET journal = NULL, settled_at = NULL, owner = ?
                    WHERE journal IS NOT NULL AND settled_at >= ?
                    """, arguments: [owner.name, milliseconds])
        }
        return try waiting()
    }
}
