internal import Catalogue
internal import Foundation
internal import GRDB
package import Wire

extension Spool {
    /// Writes down what collectors answered, in one transaction, and returns the reports that are refused for good.
    ///
    /// - Parameters:
    ///   - address: where the collector was reached.
    ///   - languages: in which the spool adds what it knows to a reason.
    package func settle(
        _ settlements: [Settlement], address: String, nowMilliseconds: Int64,
        languages: [Language] = [.english]
    ) throws(ClientError) -> [DeadLetter] {
        guard !settlements.isEmpty else { return [] }
        return try write { db in
            var letters: [DeadLetter] = []
            for settlement in settlements {
                if settlement.refused.isEmpty, settlement.kept.isEmpty {
                    try Self.acknowledge(settlement.batch.id, settlement.mark, nowMilliseconds, db)
                } else {
                    letters += try divide(settlement, nowMilliseconds, languages, db)
                }
            }
            let marks = settlements.compactMap(\.mark)
            for mark in marks { try Self.remember(mark, address: address, nowMilliseconds, db) }
            for letter in letters { try Self.bury(letter, nowMilliseconds, db) }
            return letters
        }
    }

    /// Takes apart a batch of which not everything was accepted.
    private func divide(
        _ settlement: Settlement, _ nowMilliseconds: Int64, _ languages: [Language], _ db: Database
    ) throws -> [DeadLetter] {
        let id = settlement.batch.id
        let stored = try Self.stored(id, db)
        let reports = try stored.reports()
        let lines = try stored.lines()
        let apart = Set(settlement.refused.map(\.index) + settlement.kept)
        let accepted = reports.indices.filter { !apart.contains($0) }
        if settlement.mark != nil, !accepted.isEmpty {
            let batch = try insert(stored.sealed(accepted, of: reports), db)
            try Self.acknowledge(batch.id, settlement.mark, nowMilliseconds, db)
        }
        if settlement.kept.isEmpty {
            try Self.delete(id, db)
        } else {
            let rest = try stored.sealed(settlement.kept, of: reports)
            try replace(id, with: rest, db)
        }
        return settlement.refused.filter { reports.indices.contains($0.index) }.map { refusal in
            let doubt =
                settlement.batch.wentUnanswered ? " (\(Self.doubt.sentences(languages)))" : ""
            return DeadLetter(
                source: stored.source, line: lines[refusal.index], outcome: refusal.outcome,
                message: refusal.message + doubt, report: reports[refusal.index])
        }
    }

    private static let doubt = Names(
        chinese: "此前报送过而未得到答复，可能仍会计入",
        english: "it was sent before and that went unanswered, so it may count all the same")

    /// The same id keeps what was not taken.
    private func replace(_ id: Int64, with rest: SealedBatch, _ db: Database) throws {
        try Self.delete(id, db)
        let stored = try insert(rest, db)
        try db.execute(sql: "UPDATE batches SET id = ? WHERE id = ?", arguments: [id, stored.id])
        try db.execute(sql: "UPDATE bodies SET batch = ? WHERE batch = ?", arguments: [id, stored.id])
    }

    private static func acknowledge(
        _ id: Int64, _ mark: ChainMark?, _ nowMilliseconds: Int64, _ db: Database
    ) throws {
        try db.cachedStatement(sql: "UPDATE batches SET journal = ?, settled_at = ? WHERE id = ?")
            .execute(arguments: [mark?.at.journal.description ?? "", nowMilliseconds, id])
    }

    private static func bury(_ letter: DeadLetter, _ nowMilliseconds: Int64, _ db: Database) throws {
        try forget(letter.report, db)
        try db.execute(
            sql: """
                INSERT INTO dead_letters (source, line, outcome, message, report, settled_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                letter.source, letter.line, letter.outcome.rawValue, letter.message,
                Data(letter.report.canonicalBytes), nowMilliseconds,
            ])
    }

    /// Marks that these batches were sent and not answered.
    package func markUnanswered(_ batches: [StoredBatch]) throws(ClientError) {
        guard !batches.isEmpty else { return }
        try write { db in
            for batch in batches {
                try db.execute(sql: "UPDATE batches SET unanswered = 1 WHERE id = ?", arguments: [batch.id])
            }
        }
    }

    /// Drops what was settled before a time, acknowledged batches and dead letters, and what dead processes left
    /// behind that nothing needs.
    package func prune(before milliseconds: Int64) throws(ClientError) {
        try write { db in
            try db.execute(
                sql: """
                    DELETE FROM bodies WHERE batch IN
                        (SELECT id FROM batches WHERE journal IS NOT NULL AND settled_at < :before);
                    DELETE FROM batches WHERE journal IS NOT NULL AND settled_at < :before;
                    DELETE FROM dead_letters WHERE settled_at < :before;
                    """, arguments: ["before": milliseconds])
            try sweep(db)
        }
    }

    package func deadLetters() throws(ClientError) -> [DeadLetter] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM dead_letters ORDER BY id").map { row in
                let report: Data = row["report"]
                let outcome: UInt16 = row["outcome"]
                return DeadLetter(
                    source: row["source"], line: row["line"], outcome: Outcome(rawValue: outcome),
                    message: row["message"], report: try Report(canonicalBytes: Array(report)))
            }
        }
    }
}
