import Catalogue
import Foundation
import GRDB
import Wire

/// Brings what is stored into memory: rollups, numbers and positions. The ledger stays where it is.
struct StoreLoader {
    private let file: StoreFile
    private let catalogue: Catalogue
    private let registry: UnitRegistry?

    /// - Parameter registry: of units, where what is loaded goes on being folded.
    init(_ file: StoreFile, _ catalogue: Catalogue, registry: UnitRegistry? = nil) {
        self.file = file
        self.catalogue = catalogue
        self.registry = registry
    }

    /// - Parameters:
    ///   - withRollups: false where they are going to be made anew.
    ///   - today: up to which day they count.
    func load(withRollups: Bool, today: Int64) throws -> FoldState {
        try file.reader.read { database in
            let units = try units(database)
            var state = FoldState(
                catalogue: catalogue, registry: registry, units: units, senders: try senders(database),
                combinations: try combinations(database),
                rollups: withRollups ? try rollups(database, units) : Rollups(),
                positions: try positions(database),
                unread: withRollups ? try unread(database) : [:], ledgerRows: try Tally(database).ledger,
                filter: try filter(database), today: today)
            try state.learnOutdone(database)
            return state
        }
    }

    /// The digest that the stored rollups were made under; `nil` in a new store.
    func shapingDigest() throws -> [UInt8]? {
        try file.reader.read { database in
            try Data.fetchOne(database, sql: "SELECT digest FROM shaping").map { [UInt8]($0) }
        }
    }

    /// Up to which day the stored rollups count; `nil` in a new store.
    func countedTo() throws -> Int64? {
        try file.reader.read { try Int64.fetchOne($0, sql: "SELECT day FROM counted") }
    }

    func tally() throws -> Tally { try file.reader.read { try Tally($0) } }

    /// Calls `body` with every ledger row in the order of the keys.
    func eachLedgerRow(
        senders: Numbering<[UInt8]>, _ body: (LedgerKey, LedgerRow) throws -> Void
    ) throws {
        try file.reader.read { database in
            let statement = try database.cachedStatement(sql: "SELECT k, v FROM ledger ORDER BY k")
            let rows = unsafe RawStatement(statement.sqliteStatement)
            defer { rows.reset() }
            while try rows.step() {
                let key = try rows.withColumn(0) { try LedgerKey(bytes: $0) }
                try body(key, try rows.withColumn(1) { try LedgerRow(bytes: $0, senders: senders) })
            }
        }
    }

    private func units(_ database: Database) throws -> UnitTree {
        let codes = try String.fetchAll(database, sql: "SELECT code FROM unit ORDER BY number")
        return UnitTree(
            levelLengths: catalogue.levels.map(\.length),
            stored: try codes.map { text in
                guard let code = UnitCode(text) else { throw damaged("unit code \"\(text)\"") }
                return code
            })
    }

    func senders(_ database: Database) throws -> Numbering<[UInt8]> {
        let ids = try Data.fetchAll(database, sql: "SELECT id FROM sender ORDER BY number")
        return Numbering(stored: ids.map { [UInt8]($0) })
    }

    private func combinations(_ database: Database) throws -> Numbering<[UInt32]> {
        let lists = try Data.fetchAll(database, sql: "SELECT options FROM combination ORDER BY number")
        return Numbering(
            stored: try lists.map { data in
                let bytes = [UInt8](data)
                var options: [UInt32] = []
                var position = 0
                while position < bytes.count { options.append(try bytes.span.integer(at: &position)) }
                return options
            })
    }

    private func rollups(_ database: Database, _ units: UnitTree) throws -> Rollups {
        var rollups = Rollups()
        let statement = try database.cachedStatement(
            sql: "SELECT scope, period, part, cells FROM rollup ORDER BY number")
        let stored = unsafe RawStatement(statement.sqliteStatement)
        defer { stored.reset() }
        while try stored.step() {
            let key = RollupKey(
                scope: UInt64(bitPattern: stored.integer(0)),
                period: UInt32(truncatingIfNeeded: stored.integer(1)),
                group: RollupKey.Group(bits: UInt32(truncatingIfNeeded: stored.integer(2))))
            try stored.withColumn(3) { try rollups.load(key, $0, units: units) }
        }
        return rollups
    }

    /// Of all keys of the ledger, unless there are so many that reading them would keep people waiting.
    private func filter(_ database: Database) throws -> KeyFilter? {
        guard try Tally(database).ledger <= KeyFilter.rowLimit else { return nil }
        var filter = KeyFilter()
        let statement = try database.cachedStatement(sql: "SELECT k FROM ledger")
        let keys = unsafe RawStatement(statement.sqliteStatement)
        defer { keys.reset() }
        while try keys.step() {
            filter.insert(try keys.withColumn(0) { try LedgerKey(bytes: $0) }.hash)
        }
        return filter
    }

    func positions(_ database: Database) throws -> [JournalID: ChainMark] {
        var positions: [JournalID: ChainMark] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT journal, position, digest FROM position") {
            let id = Self.bytes(row, 0)
            let number = Self.bytes(row, 1)
            var at = 0
            let journal = JournalID(high: try id.span.integer(at: &at), low: try id.span.integer(at: &at))
            at = 0
            let position = JournalPosition(journal: journal, position: try number.span.integer(at: &at))
            positions[journal] = ChainMark(at: position, digest: Self.bytes(row, 2))
        }
        return positions
    }

    private static func bytes(_ row: Row, _ column: Int) -> [UInt8] {
        let data: Data = row[column]
        return [UInt8](data)
    }

    private func unread(_ database: Database) throws -> [UInt32: Int64] {
        var unread: [UInt32: Int64] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT data_set, reports FROM unread") {
            unread[row[0]] = row[1]
        }
        return unread
    }

    private func damaged(_ what: String) -> StatisticsError {
        StatisticsError(.damaged, "the statistics store \(file.path) holds \(what), which it never wrote")
    }
}
