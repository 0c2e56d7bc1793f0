internal import Foundation
internal import GRDB
internal import Wire

/// What was saved and what became of it: a folder that any number of processes may share.
///
/// Rows are committed, and the disk has said so, before they are sent. A batch belongs to the process that put it in;
/// once that process is dead, whoever flushes takes it over.
package final class Spool: Sendable {
    package typealias SourceID = Int64

    package let folder: String
    /// 16 random bytes made with the spool: a label for lists.
    package let clientID: [UInt8]
    let pool: DatabasePool
    let owner: OwnerLock

    /// - Parameter ownerName: a name that no process has had before, such as random digits.
    package init(folder: String, ownerName: String) throws(ClientError) {
        let lock: OwnerLock?
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            var configuration = Configuration()
            configuration.busyMode = .timeout(60)
            try Self.refuseNewer(folder)
            pool = try DatabasePool(path: folder + "/spool.sqlite", configuration: configuration)
            try Self.flushOnCommit(pool)
            try Self.migrator.migrate(pool)
            // In a transaction: see `sweep`.
            (clientID, lock) = try pool.write { db in
                (try Self.clientID(db), try OwnerLock(folder: folder, name: ownerName))
            }
        } catch {
            throw Self.failure(folder, error)
        }
        guard let owner = lock else {
            throw ClientError(
                .spool, "--spool \(folder): another process has the name \(ownerName); try again")
        }
        self.owner = owner
        self.folder = folder
    }

    /// `~/.local/state/grassroots`
    package static var standardFolder: String { NSHomeDirectory() + "/.local/state/grassroots" }

    static func failure(_ folder: String, _ error: any Error) -> ClientError {
        if let error = error as? ClientError { return error }
        return ClientError(
            .spool,
            "--spool \(folder): the spool cannot be used: \(error.localizedDescription). "
                + "It needs a folder that can be written and has room: make room, or name another with --spool"
        )
    }

    /// Runs statements in one transaction that is on disk when it returns.
    func write<Value>(_ body: (Database) throws -> Value) throws(ClientError) -> Value {
        do {
            return try pool.write(body)
        } catch {
            throw Self.failure(folder, error)
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(ClientError) -> Value {
        do {
            return try pool.read(body)
        } catch {
            throw Self.failure(folder, error)
        }
    }

    /// GRDB sets NORMAL when it opens, under which the newest commits of a write-ahead log can be lost with the power.
    private static func flushOnCommit(_ pool: DatabasePool) throws {
        let level = try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            return try Int.fetchOne(db, sql: "PRAGMA synchronous")
        }
        guard level == 2 else {
            throw ClientError(
                .spool, "SQLite does not flush to disk on commit: synchronous is \(level ?? -1), not 2")
        }
    }

    private static func clientID(_ db: Database) throws -> [UInt8] {
        try db.execute(sql: "INSERT OR IGNORE INTO identity (id, client) VALUES (1, randomblob(16))")
        return Array(try Data.fetchOne(db, sql: "SELECT client FROM identity") ?? Data())
    }
}
