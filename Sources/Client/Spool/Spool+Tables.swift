internal import Foundation
internal import GRDB

extension Spool {
    /// Bodies stand apart from what changes about a batch, so that settling one does not write its reports again.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            try db.execute(
                sql: """
                    CREATE TABLE identity (id INTEGER PRIMARY KEY CHECK (id = 1), client BLOB NOT NULL);
                    CREATE TABLE sources (
                        id INTEGER PRIMARY KEY,
                        name TEXT NOT NULL,     -- of the file, as it was given
                        columns TEXT NOT NULL); -- its header, a name a line
                    CREATE TABLE batches (
                        id INTEGER PRIMARY KEY,
                        owner TEXT NOT NULL,
                        source INTEGER NOT NULL,
                        reports INTEGER NOT NULL,
                        body_bytes INTEGER NOT NULL,
                        unanswered INTEGER NOT NULL DEFAULT 0,
                        journal TEXT,           -- null: waits to be sent
                        settled_at INTEGER);    -- milliseconds since 1970
                    CREATE INDEX batches_by_journal ON batches (journal, owner);
                    CREATE TABLE bodies (
                        batch INTEGER PRIMARY KEY,
                        lines BLOB NOT NULL,    -- varints, each less the one before, zigzag
                        body BLOB NOT NULL);    -- a batch body with the number 1
                    CREATE TABLE dead_letters (
                        id INTEGER PRIMARY KEY,
                        source INTEGER NOT NULL,
                        line INTEGER NOT NULL,
                        outcome INTEGER NOT NULL,
                        message TEXT NOT NULL,
                        report BLOB NOT NULL,   -- canonical bytes
                        settled_at INTEGER NOT NULL);
                    CREATE TABLE journals (
                        journal TEXT PRIMARY KEY,
                        position INTEGER NOT NULL,
                        digest BLOB NOT NULL,
                        address TEXT NOT NULL,
                        acknowledged_at INTEGER NOT NULL);
                    """)
        }
        migrator.registerMigration("2") { db in
            // Files of before belong to no process that lives.
            try db.execute(sql: "ALTER TABLE sources ADD COLUMN owner TEXT NOT NULL DEFAULT ''")
        }
        migrator.registerMigration("3") { db in
            // Processes that may have sent something of which they do not know whether it was answered.
            try db.execute(sql: "CREATE TABLE senders (owner TEXT PRIMARY KEY) WITHOUT ROWID")
            // Of the processes of before nobody knows.
            try db.execute(
                sql: "INSERT INTO senders SELECT DISTINCT owner FROM batches WHERE journal IS NULL")
        }
        migrator.registerMigration("4") { db in
            // What a return of which nothing changed is made from: every revision that was taken and not refused.
            try db.execute(
                sql: """
                    CREATE TABLE returns (
                        data_set INTEGER NOT NULL,
                        unit TEXT NOT NULL,
                        period INTEGER NOT NULL,   -- its index
                        saved_at INTEGER NOT NULL, -- milliseconds since 1970
                        report BLOB NOT NULL,      -- canonical bytes
                        PRIMARY KEY (data_set, unit, period, saved_at)) WITHOUT ROWID;
                    """)
        }
        return migrator
    }

    /// A spool that a newer program has changed stays as it is: it is looked at before anything is opened for writing.
    static func refuseNewer(_ folder: String) throws(ClientError) {
        let path = folder + "/spool.sqlite"
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        // What cannot be read here is said when it is opened.
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration),
            let applied = try? queue.read(migrator.appliedIdentifiers),
            let newest = applied.subtracting(migrator.migrations).sorted().last
        else { return }
        throw ClientError(
            .spool,
            "--spool \(folder): the spool is of layout \(newest), made by a newer grassroots; this one understands "
                + "layout \(migrator.migrations.last ?? "0"). Nothing in it was changed: use the newer grassroots, or "
                + "name another folder with --spool")
    }
}
