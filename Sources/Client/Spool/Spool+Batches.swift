internal import Foundation
internal import GRDB
package import Wire

extension Spool {
    /// Makes a file known whose rows are to come.
    package func addSource(name: String, columns: [String]) throws(ClientError) -> SourceID {
        try write { db in
            try db.execute(
                sql: "INSERT INTO sources (name, columns, owner) VALUES (?, ?, ?)",
                arguments: [name, columns.joined(separator: "\n"), owner.name])
            return db.lastInsertedRowID
        }
    }

    package func source(_ id: SourceID) throws(ClientError) -> (name: String, columns: [String]) {
        try read { db in
            let row = try Row.fetchOne(
                db, sql: "SELECT name, columns FROM sources WHERE id = ?", arguments: [id])
            guard let row else { throw ClientError(.spool, "the spool knows no file \(id)") }
            return Self.file(row)
        }
    }

    /// Commits batches in one transaction: when this returns, they are on disk and may be sent.
    ///
    /// - Parameter returns: those reports in them of which nothing may be said to have changed later.
    package func add(_ batches: [SealedBatch], returns: [Report] = []) throws(ClientError) -> [StoredBatch] {
        try write { db in
            for report in returns { try Self.remember(report, db) }
            return try batches.map { try insert($0, db) }
        }
    }

    /// The files that rows of this process came from which wait to be sent.
    package func waitingSources() throws(ClientError) -> [(name: String, columns: [String])] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT name, columns FROM sources WHERE id IN
                        (SELECT source FROM batches WHERE journal IS NULL AND owner = ?) ORDER BY id
                    """, arguments: [owner.name]
            ).map(Self.file)
        }
    }

    private static func file(_ row: Row) -> (name: String, columns: [String]) {
        let columns: String = row["columns"]
        return (row["name"], columns.split(separator: "\n").map(String.init))
    }

    package func body(of batch: StoredBatch) throws(ClientError) -> [UInt8] {
        try read { db in try Self.stored(batch.id, db).body }
    }

    /// Cuts a batch into batches of at most `limit` reports, in its place.
    package func split(_ batch: StoredBatch, limit: Int) throws(ClientError) -> [StoredBatch] {
        try write { db in
            let stored = try Self.stored(batch.id, db)
            let reports = try stored.reports()
            try Self.delete(batch.id, db)
            return try stride(from: 0, to: reports.count, by: limit).map { start in
                let part = start..<min(start + limit, reports.count)
                var new = try insert(stored.sealed(Array(part), of: reports), db)
                new.isCounted = batch.isCounted
                new.wentUnanswered = batch.wentUnanswered
                return new
            }
        }
    }

    func insert(_ batch: SealedBatch, _ db: Database) throws -> StoredBatch {
        try db.cachedStatement(
            sql: "INSERT INTO batches (owner, source, reports, body_bytes) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [owner.name, batch.source, batch.lines.count, batch.body.count])
        let id = db.lastInsertedRowID
        try db.cachedStatement(sql: "INSERT INTO bodies (batch, lines, body) VALUES (?, ?, ?)")
            .execute(arguments: [id, Data(Self.packed(batch.lines)), Data(batch.body)])
        return StoredBatch(id: id, reports: batch.lines.count, bodyBytes: batch.body.count)
    }

    static func delete(_ id: Int64, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM batches WHERE id = ?", arguments: [id])
        try db.execute(sql: "DELETE FROM bodies WHERE batch = ?", arguments: [id])
    }

    private static func packed(_ lines: [Int]) -> [UInt8] {
        var bytes: [UInt8] = []
        var last = 0
        for line in lines {
            bytes.appendZigzag(Int64(line - last))
            last = line
        }
        return bytes
    }
}

extension Spool {
    /// A batch as it is on disk.
    struct Contents {
        let source: SourceID
        let packedLines: [UInt8]
        let body: [UInt8]

        func reports() throws -> [Report] {
            let batch = try Batch(body: body.span, reportLimit: .max)
            return batch.groups.flatMap { group in (0..<group.count).map { group.report($0) } }
        }

        func lines() throws -> [Int] {
            var lines: [Int] = []
            var position = 0
            while position < packedLines.count {
                lines.append((lines.last ?? 0) + Int(try packedLines.span.zigzag(at: &position)))
            }
            return lines
        }

        /// Some of its reports as a batch of their own.
        func sealed(_ indices: [Int], of reports: [Report]) throws -> SealedBatch {
            let lines = try lines()
            return SealedBatch(
                source: source, lines: indices.map { lines[$0] }, groups: indices.map { reports[$0] }.groups)
        }
    }

    static func stored(_ id: Int64, _ db: Database) throws -> Contents {
        let statement = try db.cachedStatement(
            sql: "SELECT source, lines, body FROM batches JOIN bodies ON batch = id WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else {
            throw ClientError(.spool, "batch \(id) is no longer in the spool: did another process remove it?")
        }
        let lines: Data = row["lines"]
        let body: Data = row["body"]
        return Contents(source: row["source"], packedLines: Array(lines), body: Array(body))
    }
}
