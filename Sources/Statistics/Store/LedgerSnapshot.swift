import Catalogue
import Foundation
import GRDB
import Wire

/// The stored ledger as one moment left it, read over a longer time: a connection of its own whose transaction stays
/// open. Positions come from the same transaction, so they say exactly what is in it.
struct LedgerSnapshot: Sendable {
    struct Unit: Sendable {
        let number: UInt32
        let code: UnitCode
    }

    let positions: [ChainMark]
    private let senders: Numbering<[UInt8]>
    private let queue: DatabaseQueue

    init(_ file: StoreFile, _ catalogue: Catalogue) throws {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .timeout(5)
        let loader = StoreLoader(file, catalogue)
        queue = try DatabaseQueue(path: file.path, configuration: configuration)
        (positions, senders) = try queue.inDatabase { database in
            try database.beginTransaction(.deferred)
            return (Array(try loader.positions(database).values), try loader.senders(database))
        }
    }

    /// The unit and those below it in the order of their codes, as bytes; nil: all.
    func units(below unit: UnitCode?) throws -> [Unit] {
        try queue.inDatabase { database in
            let rows = try Row.fetchCursor(database, sql: "SELECT number, code FROM unit ORDER BY code")
            var units: [Unit] = []
            while let row = try rows.next() {
                let text: String = row[1]
                guard let code = UnitCode(text), unit.map({ code.hasPrefix($0) }) ?? true else { continue }
                units.append(Unit(number: row[0], code: code))
            }
            return units
        }
    }

    func reportCount() throws -> Int64 { try queue.inDatabase { try Tally($0).ledger } }

    /// Every data set that has a row, ascending: one look-up each.
    func dataSets() throws -> [UInt32] {
        try queue.inDatabase { database in
            var found: [UInt32] = []
            var least: UInt64 = 0
            while true {
                let next = try Data.fetchOne(
                    database, sql: "SELECT k FROM ledger WHERE k >= ? ORDER BY k LIMIT 1",
                    arguments: [Self.bytes(least)])
                guard let next else { return found }
                let key = try LedgerKey(bytes: [UInt8](next).span)
                found.append(key.dataSet)
                guard key.dataSet < .max else { return found }
                least = UInt64(key.dataSet + 1) << 32
            }
        }
    }

    /// Rows of one scope (a data set and a unit) in the order of their keys.
    ///
    /// - Parameter after: the last key that was read; nil: from the first.
    func rows(scope: UInt64, after: LedgerKey?, atMost limit: Int) throws -> [(LedgerKey, LedgerRow)] {
        try queue.inDatabase { database in
            var start = Self.bytes(scope)
            if let after {
                var bytes: [UInt8] = []
                after.append(to: &bytes)
                start = Data(bytes)
            }
            let rows = try Row.fetchCursor(
                database, sql: "SELECT k, v FROM ledger WHERE k > ? AND k < ? ORDER BY k LIMIT ?",
                arguments: [start, Self.bytes(scope + 1), limit])
            var found: [(LedgerKey, LedgerRow)] = []
            while let row = try rows.next() {
                let (key, value) = (Self.column(row, 0), Self.column(row, 1))
                found.append(
                    (try LedgerKey(bytes: key.span), try LedgerRow(bytes: value.span, senders: senders)))
            }
            return found
        }
    }

    /// Calls `body` with the rows of a range of keys, in their order.
    func eachRow(_ keys: ClosedRange<LedgerKey>, _ body: (LedgerKey, LedgerRow) throws -> Void) throws {
        try each("SELECT k, v FROM ledger WHERE k BETWEEN ? AND ? ORDER BY k", keys) { statement in
            let key = try statement.withColumn(0) { try LedgerKey(bytes: $0) }
            try body(key, try statement.withColumn(1) { try LedgerRow(bytes: $0, senders: senders) })
        }
    }

    /// Calls `body` with what lost under a range of keys, in their order, under each the newest first.
    func eachRevision(
        _ keys: ClosedRange<LedgerKey>, _ body: (LedgerKey, LedgerRow) throws -> Void
    ) throws {
        let sql = """
            SELECT k, saved_at, arrival, sender, content FROM revision WHERE k BETWEEN ? AND ?
            ORDER BY k, saved_at DESC, content DESC
            """
        try each(sql, keys) { statement in
            let row = LedgerRow(
                savedAtMilliseconds: statement.integer(1),
                arrival: Arrival(
                    milliseconds: statement.integer(2),
                    sender: statement.withColumn(3) { $0.bytes(0..<$0.count) }),
                content: statement.withColumn(4) { $0.bytes(0..<$0.count) })
            try body(try statement.withColumn(0) { try LedgerKey(bytes: $0) }, row)
        }
    }

    /// - Parameter sql: takes the first and the last key.
    private func each(
        _ sql: String, _ keys: ClosedRange<LedgerKey>, _ body: (RawStatement) throws -> Void
    ) throws {
        var first: [UInt8] = []
        var last: [UInt8] = []
        keys.lowerBound.append(to: &first)
        keys.upperBound.append(to: &last)
        try queue.inDatabase { database in
            let prepared = try database.cachedStatement(sql: sql)
            let statement = unsafe RawStatement(prepared.sqliteStatement)
            defer { statement.reset() }
            try statement.withBlob(first.span, at: 1) {
                try statement.withBlob(last.span, at: 2) {
                    while try statement.step() { try body(statement) }
                }
            }
        }
    }

    /// The row under a key.
    func row(_ key: LedgerKey) throws -> LedgerRow? {
        try queue.inDatabase { database in
            var bytes: [UInt8] = []
            key.append(to: &bytes)
            let statement = try database.cachedStatement(sql: "SELECT v FROM ledger WHERE k = ?")
            let value = try Data.fetchOne(statement, arguments: [Data(bytes)])
            guard let value else { return nil }
            let row = [UInt8](value)
            return try LedgerRow(bytes: row.span, senders: senders)
        }
    }

    /// What lost under a key against the row in force, the newest first.
    func revisions(_ key: LedgerKey) throws -> [LedgerRow] {
        try queue.inDatabase { database in
            var bytes: [UInt8] = []
            key.append(to: &bytes)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT saved_at, arrival, sender, content FROM revision WHERE k = ?
                    ORDER BY saved_at DESC, content DESC
                    """, arguments: [Data(bytes)])
            return rows.map { row in
                LedgerRow(
                    savedAtMilliseconds: row[0],
                    arrival: Arrival(milliseconds: row[1], sender: Self.column(row, 2)),
                    content: Self.column(row, 3))
            }
        }
    }

    private static func column(_ row: Row, _ index: Int) -> [UInt8] {
        let data: Data = row[index]
        return [UInt8](data)
    }

    private static func bytes(_ scope: UInt64) -> Data {
        var bytes: [UInt8] = []
        bytes.appendInteger(scope)
        return Data(bytes)
    }
}
