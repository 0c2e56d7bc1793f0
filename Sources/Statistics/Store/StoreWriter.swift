import GRDB
import Wire

/// Stores what the fold froze, each time in one transaction: ledger, revisions, rollups, numbers and positions move
/// together, so that a kill at any moment leaves a store from which the journal is read on.
struct StoreWriter: Sendable {
    private let file: StoreFile
    private let logBytes: Int64

    init(_ file: StoreFile, logBytes: Int64) throws {
        self.file = file
        self.logBytes = logBytes
        // After a restart of the log its file shrinks to this again, so that its size says when it is due.
        try file.writer.writeWithoutTransaction { database in
            _ = try Int64.fetchOne(database, sql: "PRAGMA journal_size_limit = \(logBytes)")
        }
    }

    /// - Returns: how many rows the ledger and the revisions have now.
    func store(_ frozen: Frozen) throws -> Tally {
        // First of all: until this is done a row that changes again is copied.
        let rollups = frozen.encodedRollups()
        return try file.writer.writeWithoutTransaction { database in
            var tally = try Tally(database)
            try database.inTransaction(.immediate) {
                try storeLedger(frozen, database, &tally)
                try storeRevisions(frozen, database, &tally)
                try storeRollups(rollups, database)
                try storeNumbers(frozen.units, frozen.senders, frozen.combinations, database)
                try storePositions(frozen.positions, database)
                try storeUnread(frozen.unread, database)
                try storeDay(frozen.today, database)
                try tally.store(database)
                return .commit
            }
            return tally
        }
    }

    /// Brings the log into the file once it is long. A failure takes nothing back of what was stored.
    ///
    /// - Parameter mayWait: false while somebody reads for long: the log is then brought in without waiting for them, and
    ///   grows until they are done.
    func shortenLog(mayWait: Bool) throws {
        if file.logBytes > logBytes { try checkpoint(mayWait ? "RESTART" : "PASSIVE") }
    }

    /// Replaces all rollups by those made anew under another catalogue.
    func replaceRollups(_ frozen: Frozen, digest: [UInt8]) throws {
        try file.writer.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try database.execute(sql: "DELETE FROM rollup")
                try storeRollups(frozen.encodedRollups(), database)
                try storeNumbers(frozen.units, frozen.senders, frozen.combinations, database)
                try storeUnread(frozen.unread, database)
                try storeDay(frozen.today, database)
                try database.execute(
                    sql: "INSERT OR REPLACE INTO shaping (id, digest) VALUES (1, ?)", arguments: [digest.data]
                )
                return .commit
            }
        }
    }

    func checkpoint(_ mode: String) throws {
        _ = try file.writer.writeWithoutTransaction { database in
            try Row.fetchOne(database, sql: "PRAGMA wal_checkpoint(\(mode))")
        }
    }

    /// In the order of the keys: a page is written for all its rows at once.
    private func storeLedger(_ frozen: Frozen, _ database: Database, _ tally: inout Tally) throws {
        let insert = try database.cachedStatement(sql: "INSERT INTO ledger (v, k) VALUES (?, ?)")
        let update = try database.cachedStatement(sql: "UPDATE ledger SET v = ? WHERE k = ?")
        let inserting = unsafe RawStatement(insert.sqliteStatement)
        let updating = unsafe RawStatement(update.sqliteStatement)
        var stored: [UInt8] = []
        let overlay = frozen.overlay
        try overlay.eachRow { key, row, isKnown in
            stored.removeAll(keepingCapacity: true)
            key.append(to: &stored)
            let statement = isKnown ? updating : inserting
            try statement.withBlob(overlay.bytes.span.extracting(row), at: 1) {
                try statement.withBlob(stored.span, at: 2) { try statement.run() }
            }
            if !isKnown { tally.ledger += 1 }
        }
    }

    /// In the order of the keys too.
    private func storeRevisions(_ frozen: Frozen, _ database: Database, _ tally: inout Tally) throws {
        let insert = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO revision (k, saved_at, content, arrival, sender) VALUES (?, ?, ?, ?, ?)
                """)
        let lower = try database.cachedStatement(
            sql: """
                UPDATE revision SET arrival = ?4, sender = ?5 WHERE k = ?1 AND saved_at = ?2 AND content = ?3
                AND (arrival, sender) > (?4, ?5)
                """)
        let inserting = unsafe RawStatement(insert.sqliteStatement)
        let lowering = unsafe RawStatement(lower.sqliteStatement)
        let rows = frozen.overlay.bytes
        var key: [UInt8] = []
        for revision in frozen.overlay.revisions.sorted(by: { $0.key < $1.key }) {
            key.removeAll(keepingCapacity: true)
            revision.key.append(to: &key)
            var position = revision.row.lowerBound
            let header = try LedgerHeader(rows.span, at: &position)
            let content = rows.span.extracting(position..<revision.row.upperBound)
            let sender = frozen.senderIDs[Int(header.senderNumber)]
            try run(inserting, key.span, header, content, sender.span)
            if database.changesCount == 1 {
                tally.revision += 1
            } else {
                try run(lowering, key.span, header, content, sender.span)
            }
        }
    }

    /// - Parameter statement: takes key, time of saving, content, arrival and sender.
    private func run(
        _ statement: RawStatement, _ key: Span<UInt8>, _ header: LedgerHeader, _ content: Span<UInt8>,
        _ sender: Span<UInt8>
    ) throws {
        try statement.bind(header.savedAtMilliseconds, at: 2)
        try statement.bind(header.arrivalMilliseconds, at: 4)
        try statement.withBlob(key, at: 1) {
            try statement.withBlob(content, at: 3) {
                try statement.withBlob(sender, at: 5) { try statement.run() }
            }
        }
    }

    private func storeRollups(_ rollups: EncodedRows, _ database: Database) throws {
        let put = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO rollup (cells, number, scope, period, part) VALUES (?, ?, ?, ?, ?)")
        let putting = unsafe RawStatement(put.sqliteStatement)
        for row in rollups.rows {
            try putting.bind(Int64(row.number), at: 2)
            try putting.bind(Int64(bitPattern: row.key.scope), at: 3)
            try putting.bind(Int64(row.key.period), at: 4)
            try putting.bind(Int64(row.key.group.bits), at: 5)
            try putting.withBlob(rollups.bytes.span.extracting(row.cells), at: 1) { try putting.run() }
        }
    }

    private func storeNumbers(
        _ units: [(number: UInt32, value: UnitCode)], _ senders: [(number: UInt32, value: [UInt8])],
        _ combinations: [(number: UInt32, value: [UInt32])], _ database: Database
    ) throws {
        let unit = try database.cachedStatement(sql: "INSERT INTO unit (number, code) VALUES (?, ?)")
        for (number, code) in units {
            try unit.execute(arguments: [Int64(number), code.description])
        }
        let sender = try database.cachedStatement(sql: "INSERT INTO sender (number, id) VALUES (?, ?)")
        for (number, id) in senders { try sender.execute(arguments: [Int64(number), id.data]) }
        let combination = try database.cachedStatement(
            sql: "INSERT INTO combination (number, options) VALUES (?, ?)")
        for (number, options) in combinations {
            var bytes: [UInt8] = []
            for option in options { bytes.appendInteger(option) }
            try combination.execute(arguments: [Int64(number), bytes.data])
        }
    }

    private func storePositions(_ positions: [ChainMark], _ database: Database) throws {
        let put = try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO position (journal, position, digest) VALUES (?, ?, ?)")
        for mark in positions {
            var journal: [UInt8] = []
            journal.appendInteger(mark.at.journal.high)
            journal.appendInteger(mark.at.journal.low)
            var position: [UInt8] = []
            position.appendInteger(mark.at.position)
            try put.execute(arguments: [journal.data, position.data, mark.digest.data])
        }
    }

    private func storeDay(_ day: Int64, _ database: Database) throws {
        try database.execute(sql: "INSERT OR REPLACE INTO counted (id, day) VALUES (1, ?)", arguments: [day])
    }

    private func storeUnread(_ unread: [UInt32: Int64], _ database: Database) throws {
        try database.execute(sql: "DELETE FROM unread")
        for (dataSet, reports) in unread {
            try database.execute(
                sql: "INSERT INTO unread (data_set, reports) VALUES (?, ?)",
                arguments: [Int64(dataSet), reports])
        }
    }
}
