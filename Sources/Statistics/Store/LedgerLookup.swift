import GRDB
import GRDBSQLite
import Wire

/// Reads stored ledger rows on one connection, with statements that are compiled once. Lives as long as the closure
/// that lends the connection.
struct LedgerLookup: ~Copyable {
    private let row: Statement
    private let range: Statement

    init(_ database: Database) throws {
        let one = try database.cachedStatement(sql: "SELECT v FROM ledger WHERE k = ?")
        let several = try database.cachedStatement(
            sql: "SELECT k, v FROM ledger WHERE k BETWEEN ? AND ? ORDER BY k")
        row = one
        range = several
    }

    /// Appends the bytes of the row under a key; false where there is none.
    func copyRow(_ key: LedgerKey, to row: inout [UInt8]) throws -> Bool {
        let statement = unsafe RawStatement(self.row.sqliteStatement)
        defer { statement.reset() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        key.append(to: &bytes)
        return try statement.withBlob(bytes.span, at: 1) {
            guard try statement.step() else { return false }
            statement.withColumn(0) { column in
                row.append(addingCapacity: column.count) { output in
                    for index in column.indices { output.append(column[index]) }
                }
            }
            return true
        }
    }

    func rows(
        _ keys: ClosedRange<LedgerKey>, senders: Numbering<[UInt8]>
    ) throws -> [(LedgerKey, LedgerRow)] {
        let statement = unsafe RawStatement(range.sqliteStatement)
        defer { statement.reset() }
        var first: [UInt8] = []
        var last: [UInt8] = []
        keys.lowerBound.append(to: &first)
        keys.upperBound.append(to: &last)
        return try statement.withBlob(first.span, at: 1) {
            try statement.withBlob(last.span, at: 2) {
                var rows: [(LedgerKey, LedgerRow)] = []
                while try statement.step() {
                    let key = try statement.withColumn(0) { try LedgerKey(bytes: $0) }
                    rows.append(
                        (key, try statement.withColumn(1) { try LedgerRow(bytes: $0, senders: senders) }))
                }
                return rows
            }
        }
    }
}
