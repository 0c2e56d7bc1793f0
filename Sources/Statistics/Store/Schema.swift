import Foundation
import GRDB

/// The store's tables. The layout is private to this module; readable copies are made by exporting.
enum Schema {
    static let tables = """
        -- Current reports. k: data set u32, unit number × 2 + form u32, then period code u32 or event id (16 bytes), all
        -- big end first. v: zigzag savedAt, zigzag (arrival - savedAt), sender's number, canonical content.
        CREATE TABLE ledger (k BLOB PRIMARY KEY, v BLOB NOT NULL) WITHOUT ROWID;
        -- Every other accepted report under those keys, with its own earliest arrival and that entry's sender.
        CREATE TABLE revision (
            k BLOB NOT NULL, saved_at INTEGER NOT NULL, content BLOB NOT NULL,
            arrival INTEGER NOT NULL, sender BLOB NOT NULL,
            PRIMARY KEY (k, saved_at, content)) WITHOUT ROWID;
        -- Numbers are given once and never reused.
        CREATE TABLE unit (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
        CREATE TABLE sender (number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE);
        -- options: the option ids of one combination, ascending, 4 bytes each, big end first.
        CREATE TABLE combination (number INTEGER PRIMARY KEY, options BLOB NOT NULL UNIQUE);
        -- How far each journal was folded into the rows above.
        CREATE TABLE position (journal BLOB PRIMARY KEY, position BLOB NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
        -- Current reports that the catalogue of the digest below cannot read.
        CREATE TABLE unread (data_set INTEGER PRIMARY KEY, reports INTEGER NOT NULL);
        -- ledger, revision: how many rows those tables have, so that nobody need count them.
        CREATE TABLE tally (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
        -- One row: the digest of what shaped the rollups.
        CREATE TABLE shaping (id INTEGER PRIMARY KEY CHECK (id = 1), digest BLOB NOT NULL);
        """

    /// The first layout kept all columns of a unit and period in one row. They are made anew from the ledger, as the
    /// shaping digest asks.
    static let rollups = """
        DROP TABLE IF EXISTS rollup;
        -- number: in the order of first appearance, without gaps. scope: data set × 2^32 + unit number × 2 + side (0
        -- everything below, 1 the unit itself). period: index of the data set's base period (months for events). part:
        -- which columns, told apart alike, are summed in it: the group's number × 2^8 + how many lanes a cell has × 2 + (1:
        -- what waits for a day to end, of the unit itself alone). Group 2^24 - 1: current reports. Of those part 0 counts
        -- them all; of returns parts 1 to 3 the complete ones, those of them on time by their earliest complete revision,
        -- and as they stand; by threes further the same of those that agree with events; 2^32 - 1, 2^32 - 2 count the
        -- reports of earlier periods whose stocks, whose running totals stand.
        -- cells: (combination, part, where there are several lanes a bit for each that is filled, for each of those
        -- zigzag count, zigzag sum less count)…
        CREATE TABLE rollup (
            number INTEGER PRIMARY KEY, scope INTEGER NOT NULL, period INTEGER NOT NULL, part INTEGER NOT NULL,
            cells BLOB NOT NULL);
        """

    static let counted = """
        -- One row: the first day that has not ended as far as the rollups count, since 1970.
        CREATE TABLE counted (id INTEGER PRIMARY KEY CHECK (id = 1), day INTEGER NOT NULL);
        """

    static let catalogue = """
        -- Every catalogue that the store was opened with, as its file.
        CREATE TABLE catalogue (file BLOB PRIMARY KEY) WITHOUT ROWID;
        """

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in try database.execute(sql: tables) }
        migrator.registerMigration("2") { database in try database.execute(sql: rollups) }
        migrator.registerMigration("3") { database in try database.execute(sql: counted) }
        migrator.registerMigration("4") { database in try database.execute(sql: catalogue) }
        return migrator
    }

    /// A store that a newer program has changed stays as it is: it is looked at before anything is opened for writing.
    static func refuseNewer(_ path: String, in folder: String) throws(StatisticsError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        // What cannot be read here is said when it is opened.
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration),
            let applied = try? queue.read(migrator.appliedIdentifiers),
            let newest = applied.subtracting(migrator.migrations).sorted().last
        else { return }
        throw StatisticsError(
            .open,
            "--data \(folder): the statistics are of layout \(newest), made by a newer grassroots-aggregator; this one "
                + "understands layout \(migrator.migrations.last ?? "0"). Nothing in them was changed: start the newer "
                + "grassroots-aggregator, or name another folder with --data, which is filled from the journals"
        )
    }
}
