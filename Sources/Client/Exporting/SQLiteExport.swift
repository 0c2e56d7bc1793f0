package import Catalogue
internal import Foundation
internal import GRDB
package import Wire

/// Reports as a SQLite file for SQL tools: one plain table for each data set, the units, and what each column is.
///
/// The file appears under its name only when it is whole.
package final class SQLiteExport {
    private let path: String
    private let queue: DatabaseQueue
    private let catalogue: Catalogue
    private let registry: UnitRegistry?
    private var tables: [UInt32: SQLiteExportTable] = [:]
    private var units: Set<UnitCode> = []
    package private(set) var unknownCount = 0

    private var partPath: String { path + ".part" }

    /// - Parameter registry: the names of units, where they are known.
    /// - Throws: `ClientError` where the file exists or cannot be made.
    package init(path: String, dataSets: [DataSet], units registry: UnitRegistry?, _ catalogue: Catalogue)
        throws(ClientError)
    {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw ClientError(
                .input, "--sqlite \(path) exists already: name another file, or remove it first")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Self.failure(path, "there is no folder \(folder)")
        }
        self.path = path
        self.catalogue = catalogue
        self.registry = registry
        do {
            try? FileManager.default.removeItem(atPath: path + ".part")
            var configuration = Configuration()
            // A file that did not come to its end is thrown away, so nothing need survive a crash.
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
            }
            queue = try DatabaseQueue(path: path + ".part", configuration: configuration)
            try queue.write { database in
                try database.execute(sql: Self.fixedTables)
                for dataSet in dataSets {
                    let table = SQLiteExportTable(dataSet, catalogue)
                    try table.create(database)
                    tables[dataSet.id] = table
                }
            }
        } catch {
            try? FileManager.default.removeItem(atPath: path + ".part")
            throw Self.failure(path, "\(error)")
        }
    }

    /// SQLite keeps the remarks that stand within a statement, so that `.schema` shows them.
    private static let fixedTables = """
        CREATE TABLE unit (
            -- Every unit that reported and those above it; parent is empty for the highest, name for the unregistered.
            code TEXT PRIMARY KEY, level TEXT, parent TEXT, name TEXT) WITHOUT ROWID;
        CREATE TABLE element (
            -- What the columns of the other tables hold. One of type INTEGER: integers in the smallest unit, to be divided
            -- by 10^scale. One of type TEXT: days (2026-03-15) or times (2026-03-15T16:30:00+08:00), local with the offset
            -- from UTC. saved_at and received_at of every table are UTC with milliseconds.
            table_name TEXT, column_name TEXT, element TEXT, options TEXT, chinese TEXT, english TEXT, unit TEXT,
            scale INTEGER, PRIMARY KEY (table_name, column_name)) WITHOUT ROWID;
        """

    package func take(_ piece: ReportsPart.Reports) throws(ClientError) {
        do {
            try queue.write { database in
                var index = 0
                for group in piece.batch.groups {
                    for place in 0..<group.count {
                        let report = group.report(place)
                        if let table = tables[report.dataSet], table.showsAll(of: report) {
                            try table.insert(report, piece.origins[index], database)
                            units.insert(report.unit)
                        } else {
                            unknownCount += 1
                        }
                        index += 1
                    }
                }
            }
        } catch {
            throw Self.failure(path, "\(error)")
        }
    }

    /// Writes the units and gives the file its name.
    package func finish() throws(ClientError) {
        do {
            try queue.write { database in
                for (code, parent) in ancestry() {
                    try database.execute(
                        sql: "INSERT INTO unit (code, level, parent, name) VALUES (?, ?, ?, ?)",
                        arguments: [
                            code.description, level(code)?.code, parent?.description,
                            registry?.name(of: code),
                        ])
                }
            }
            try queue.close()
            try FileManager.default.moveItem(atPath: partPath, toPath: path)
        } catch {
            throw Self.failure(path, "\(error)")
        }
    }

    /// Leaves nothing of a file that does not become whole.
    package func discard() {
        try? queue.close()
        try? FileManager.default.removeItem(atPath: partPath)
    }

    /// Each unit with the nearest one above it, by the lengths of the levels.
    private func ancestry() -> [(UnitCode, parent: UnitCode?)] {
        let lengths = catalogue.levels.map(\.length)
        var parents: [UnitCode: UnitCode?] = [:]
        for unit in units {
            var unit: UnitCode? = unit
            while let code = unit, parents[code] == nil {
                let parent = lengths.last { $0 < code.length }.flatMap { code.prefix($0) }
                parents.updateValue(parent, forKey: code)
                unit = parent
            }
        }
        return parents.map { ($0.key, $0.value) }
    }

    private func level(_ code: UnitCode) -> Catalogue.Level? {
        catalogue.levels.first { $0.length == code.length }
    }

    private static func failure(_ path: String, _ reason: String) -> ClientError {
        ClientError(
            .output,
            "--sqlite \(path) cannot be written: \(reason). It needs a folder that can be written and has room"
        )
    }
}
