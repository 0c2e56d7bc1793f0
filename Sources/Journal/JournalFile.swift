internal import Foundation
internal import GRDB
internal import Wire

/// The layout of a journal's file and what is done to it on opening.
enum JournalFile {
    /// "GRSJ": tells our files from other SQLite files.
    private static let applicationID: Int64 = 0x4752_534A
    private static let layoutVersion: Int64 = 1

    /// The digest stands before the content, so that it is read without the pages that the content spills into.
    private static let layout = """
        CREATE TABLE journal (id BLOB NOT NULL);
        CREATE TABLE entry (position INTEGER PRIMARY KEY, digest BLOB NOT NULL, content BLOB NOT NULL);
        CREATE TABLE follower (
            name TEXT PRIMARY KEY, durable_position INTEGER NOT NULL, backed_up_position INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    static func open(_ path: String) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "journal"
        // More than the threads that read for followers, so that a look-up on an event loop never waits for one.
        configuration.maximumReaderCount = 8
        return try DatabasePool(path: path, configuration: configuration)
    }

    /// Makes the one writing connection safe, brings the log into the file, and lays out a new file.
    static func prepare(_ db: Database, path: String, newID: JournalID) throws {
        // The pool lowers it to NORMAL whenever it opens the connection; so it is set after that, and read back.
        try db.execute(sql: "PRAGMA synchronous = FULL")
        let level = try Int.fetchOne(db, sql: "PRAGMA synchronous")
        guard level == 2 else {
            throw JournalError(
                .unusable,
                "\(path): synchronous is \(level.map(String.init) ?? "unknown"), but only FULL (2) makes an "
                    + "acknowledgement true")
        }
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        let mark = try mark(db)
        try check(mark, path)
        _ = try db.checkpoint(.truncate)
        if mark.isEmpty { try create(db, newID) }
    }

    /// A journal that a newer program has changed stays as it is, and so does a file of another program: it is looked at
    /// before anything is opened for writing.
    static func refuseForeign(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        // What cannot be read here is said when it is opened.
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration),
            let mark = try? queue.read(mark)
        else { return }
        try check(mark, path)
    }

    /// What a file says of itself.
    private struct Mark {
        let application: Int64
        let layout: Int64
        let isEmpty: Bool
    }

    private static func mark(_ db: Database) throws -> Mark {
        let application = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let layout = try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master")
        return Mark(
            application: application, layout: layout, isEmpty: application == 0 && layout == 0 && tables == 0)
    }

    private static func check(_ mark: Mark, _ path: String) throws {
        guard !mark.isEmpty else { return }
        guard mark.application == applicationID else {
            throw JournalError(
                .unusable,
                "\(path) is another program's database, not a journal: name another folder with --data")
        }
        guard mark.layout == layoutVersion else {
            throw JournalError(
                .unusable,
                "--data \((path as NSString).deletingLastPathComponent): the journal is of layout \(mark.layout), made "
                    + "by \(mark.layout > layoutVersion ? "a newer" : "another") grassroots-collector; this one "
                    + "understands layout \(layoutVersion). Nothing in it was changed: start that grassroots-collector, "
                    + "or name another folder with --data")
        }
    }

    private static func create(_ db: Database, _ id: JournalID) throws {
        var bytes: [UInt8] = []
        bytes.appendInteger(id.high)
        bytes.appendInteger(id.low)
        try db.inTransaction(.immediate) {
            try db.execute(sql: layout)
            try db.execute(sql: "INSERT INTO journal (id) VALUES (?)", arguments: [Data(bytes)])
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(layoutVersion)")
            return .commit
        }
    }

    static func id(_ db: Database) throws -> JournalID {
        let bytes = try Data.fetchOne(db, sql: "SELECT id FROM journal").map { [UInt8]($0) } ?? []
        var position = 0
        return JournalID(
            high: try bytes.span.integer(at: &position), low: try bytes.span.integer(at: &position))
    }

    static func state(_ db: Database) throws -> JournalState {
        let last = try Row.fetchOne(
            db, sql: "SELECT position, digest FROM entry ORDER BY position DESC LIMIT 1")
        let oldest = try Int64.fetchOne(db, sql: "SELECT min(position) FROM entry")
        let zeros = [UInt8](repeating: 0, count: ChainMark.digestBytes)
        var state = JournalState(
            oldestPosition: UInt64(oldest ?? 1), headPosition: last.map { UInt64($0[0] as Int64) } ?? 0,
            headDigest: last.map { [UInt8]($0[1] as Data) } ?? zeros, followers: [:])
        for row in try Row.fetchAll(
            db, sql: "SELECT name, durable_position, backed_up_position FROM follower")
        {
            state.followers[row[0]] = Wire.Progress(
                durablePosition: UInt64(row[1] as Int64), backedUpPosition: UInt64(row[2] as Int64))
        }
        return state
    }

    static func insert(_ entry: StoredEntry, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO entry (position, digest, content) VALUES (?, ?, ?)")
        try statement.execute(
            arguments: [Int64(entry.position), Data(entry.digest), Data(entry.content)])
    }

    static func store(_ follower: FollowerPosition, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO follower VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                + "durable_position = excluded.durable_position, backed_up_position = excluded.backed_up_position"
        )
        try statement.execute(
            arguments: [
                follower.name, Int64(clamping: follower.progress.durablePosition),
                Int64(clamping: follower.progress.backedUpPosition),
            ])
    }
}
