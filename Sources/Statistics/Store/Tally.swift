import Foundation
import GRDB

/// How many rows the two tables have that are too long to be counted.
struct Tally: Hashable, Sendable {
    var ledger: Int64 = 0
    var revision: Int64 = 0

    init() {}

    init(_ database: Database) throws {
        ledger = try Self.number("ledger", database)
        revision = try Self.number("revision", database)
    }

    private static func number(_ name: String, _ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT number FROM tally WHERE name = ?", arguments: [name]) ?? 0
    }

    func store(_ database: Database) throws {
        for (name, number) in [("ledger", ledger), ("revision", revision)] {
            try database.execute(
                sql: "INSERT OR REPLACE INTO tally (name, number) VALUES (?, ?)", arguments: [name, number])
        }
    }
}

extension [UInt8] {
    /// For the rows that are few enough to go through boxed values.
    var data: Data { Data(self) }
}
