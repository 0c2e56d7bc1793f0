import Foundation
import GRDB

/// What the programs have on disk, read from outside by plain SQL.
struct DiskState {
    private let path: String

    init(_ folder: Folder) { path = folder.path }

    init(path: String) { self.path = path }

    /// The newest entry of a collector's journal.
    func journalHead(_ data: String = "collector") throws -> Int {
        try number("\(data)/journal.sqlite", "SELECT coalesce(max(position), 0) FROM entry")
    }

    /// How far the aggregator has stored the only journal there is; 8 bytes, big end first.
    func storedPosition() throws -> Int {
        try read("aggregator/statistics.sqlite") { database in
            let bytes = try Data.fetchOne(database, sql: "SELECT position FROM position") ?? Data()
            return bytes.reduce(0) { $0 << 8 | Int($1) }
        }
    }

    /// Batches in the spool that nobody has acknowledged.
    func unansweredBatches() throws -> Int {
        try number("spool/spool.sqlite", "SELECT count(*) FROM batches WHERE journal IS NULL")
    }

    /// Reports in the spool that nobody has acknowledged; none while there is no spool yet.
    func waitingReports() -> Int {
        let sql = "SELECT coalesce(sum(reports), 0) FROM batches WHERE journal IS NULL"
        return (try? number("spool/spool.sqlite", sql)) ?? 0
    }

    private func number(_ file: String, _ sql: String) throws -> Int {
        try read(file) { try Int.fetchOne($0, sql: sql) ?? 0 }
    }

    private func read<Value>(_ file: String, _ value: (Database) throws -> Value) throws -> Value {
        var configuration = Configuration()
        // It looks, and makes no file where there is none.
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path + "/" + file, configuration: configuration).read(value)
    }
}
