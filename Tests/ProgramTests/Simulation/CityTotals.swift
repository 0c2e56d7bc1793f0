import Foundation
import GRDB
import Testing

/// What the simulation says the statistics must be, against SQL over the reports that were sent.
struct CityTotals {
    private let sql: CitySQL
    private static let columns = "element, category, option, unit, period, value"

    init(_ sql: CitySQL) { self.sql = sql }

    /// Of the city and of each district, all options together and each alone.
    func expectEverything(of path: String) throws {
        try sql.queue.writeWithoutTransaction { database in
            for name in ["known", "found"] {
                try database.execute(sql: "CREATE TEMP TABLE \(name) (\(Self.columns))")
            }
            try database.inTransaction {
                for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                    .dropFirst()
                {
                    let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                    try database.cachedStatement(sql: "INSERT INTO known VALUES (?, ?, ?, ?, ?, ?)").execute(
                        arguments: [cells[0], cells[1], cells[2], cells[3], cells[4], Int(cells[5])])
                }
                return .commit
            }
        }
        for block in sql.blocks {
            for level in [4, 6] {
                if block.hasTotal { try find(block, level, nil) }
                for category in block.categories { try find(block, level, category) }
            }
        }
        for statement in CityCases.totals {
            try sql.queue.writeWithoutTransaction { try $0.execute(sql: statement) }
        }
        for (one, other) in [("known", "found"), ("found", "known")] {
            let difference = "SELECT * FROM \(one) EXCEPT SELECT * FROM \(other)"
            let rows = try sql.queue.read { try Row.fetchAll($0, sql: difference + " LIMIT 3") }
            #expect(rows.isEmpty, "\(one), but not \(other)")
        }
        #expect(try sql.count("SELECT count(*) FROM known") > 50_000)
    }

    private func find(_ block: CityBlock, _ level: Int, _ category: String?) throws {
        let table = try sql.table(block, level: level, category: category)
        // What stands counts no longer than anybody reports.
        let last = block.form.isEvent ? 9_999 : (2_026 - 1970) * (12 / block.form.months) - 1
        for element in block.part.elements {
            var value = element.code
            if case .mean = element.kind {
                let (sum, weight) = ("\(element.code)_sum", "\(element.code)_weight")
                value = "CASE WHEN \(weight) > 0 THEN (2 * \(sum) + \(weight)) / (2 * \(weight)) END"
            }
            let statement = """
                INSERT INTO found SELECT '\(element.code)', '\(category ?? "")', ifnull(o, ''), u,
                    \(CityQuestion.period("n", months: block.form.months)), \(value) AS value
                FROM \(table)
                WHERE length(u) = \(level) AND n <= \(last) AND value IS NOT NULL
                    \(category == nil ? "" : "AND o IS NOT NULL")
                """
            try sql.queue.writeWithoutTransaction { try $0.execute(sql: statement) }
        }
    }
}
