import GRDB

/// Indicators that are more than one form's sums, as SQL over an export: the value of each unit and period.
struct CityComputed: Sendable {
    let code: String
    /// Months of the periods that it can be asked by, and levels of units.
    let months: [Int]
    let levels: [Int]
    /// A statement with the columns `u`, `p` (number of the period since 1970) and `value`.
    private let statement: @Sendable (_ sql: CitySQL, _ level: Int, _ months: Int) throws -> String

    /// By `unit/period`.
    func values(_ sql: CitySQL, level: Int, months: Int) throws -> [String: Double] {
        let text = """
            SELECT u || '/' || \(CityQuestion.period("p", months: months)) AS place, value
            FROM (\(try statement(sql, level, months))) WHERE value IS NOT NULL
            """
        return try sql.queue.read { database in
            var values: [String: Double] = [:]
            for row in try Row.fetchAll(database, sql: text) { values[row["place"]] = row["value"] }
            return values
        }
    }

    static let all = [
        // Cases that are open at the end of the period.
        ofCases("CP_OPEN", "sum(open)"),
        ofCases("CP_OVERDUE", "sum(overdue)"),
        ofCases("CP_OVERDUE_SHARE", "100.0 * sum(overdue) / nullif(sum(open), 0)"),
        // Conveners at whose meetings all four subjects were, of all that met.
        CityComputed(code: "LK_FOUR_RATE", months: [3], levels: [4, 6, 9]) { _, level, _ in
            let all = (CityForm.options["subject"] ?? []).map { "(LK_ATTENDED_\($0) > 0)" }
            return """
                SELECT substr(unit, 1, \(level)) AS u, (substr(period, 1, 4) - 1970) * 4 + substr(period, 6) - 1 AS p,
                    100.0 * sum(ifnull(LK_MEETINGS > 0 AND \(all.joined(separator: " AND ")), 0)) / sum(LK_MEETINGS > 0) AS value
                FROM linkage WHERE in_force AND status = 'values' GROUP BY 1, 2
                """
        },
        // Two means, each weighted by the people of those that have the income.
        CityComputed(code: "EC_INC_RATIO", months: [12], levels: [4, 6]) { _, level, _ in
            let mean = { (area: String) in
                """
                (1.0 * sum(EC_INC_\(area) * EC_INC_\(area)_POP)
                    / sum(CASE WHEN EC_INC_\(area) IS NOT NULL THEN EC_INC_\(area)_POP END))
                """
            }
            return """
                SELECT substr(unit, 1, \(level)) AS u, period - 1970 AS p, \(mean("URBAN")) / \(mean("RURAL")) AS value
                FROM economy WHERE in_force AND status = 'values' GROUP BY 1, 2
                """
        },
        // Percentage points between domains; a domain of fewer than ten has no part in it.
        CityComputed(code: "SYS_SPREAD", months: [1], levels: [4, 6]) { sql, level, _ in
            guard let block = sql.blocks.first(where: { $0.name == "block_coverage_domain" }),
                let rate = block.rates.first(where: { $0.code == "COV_ORG_RATE" })
            else { return "" }
            let table = try sql.table(block, level: level, category: "domain")
            let columns = rate.terms.indices.map { block.column(rate, $0) }
            return """
                SELECT u, n AS p, max(rate) - min(rate) AS value FROM (
                    SELECT u, n, 100.0 * (\(columns[0]) + \(columns[1])) / \(columns[2]) AS rate
                    FROM \(table) WHERE \(columns[2]) >= 10 AND n BETWEEN 648 AND 671)
                GROUP BY 1, 2
                """
        },
        progress(
            "TG_FILL_PROGRESS", "block_coverage_domain", "COV_BLANK_FILLED", of: "block_targets_domain",
            "TG_BLANK_FILLED"),
        progress("TG_WB_PROGRESS", "block_weak_branch", "WB_FIXED", of: "block_targets", "TG_WB_FIXED"),
    ]

    private static func ofCases(_ code: String, _ value: String) -> CityComputed {
        CityComputed(code: code, months: [1, 3, 12], levels: [2, 4, 6, 9]) { _, level, months in
            """
            SELECT substr(unit, 1, \(level)) AS u, n / \(months) AS p, \(value) AS value FROM open_by_unit
            WHERE n % \(months) = \(months - 1) GROUP BY 1, 2
            """
        }
    }

    /// What was done since January, of what was to be done in the year, where there is a target.
    private static func progress(
        _ code: String, _ block: String, _ element: String, of targets: String, _ target: String
    ) -> CityComputed {
        CityComputed(code: code, months: [block == "block_weak_branch" ? 3 : 1], levels: [4, 6]) {
            sql, level, months in
            guard let done = sql.blocks.first(where: { $0.name == block }),
                let planned = sql.blocks.first(where: { $0.name == targets })
            else { return "" }
            let perYear = 12 / months
            // Districts have targets: of the city those count that have one.
            return """
                WITH targets AS (
                    SELECT u, n, \(target) AS target FROM \(try sql.table(planned, level: 6, category: nil))
                    WHERE \(target) IS NOT NULL),
                done AS (SELECT u, n, \(element) AS done FROM \(try sql.table(done, level: 6, category: nil)))
                SELECT substr(t.u, 1, \(level)) AS u, p, 100.0 * sum(done) / sum(target) AS value FROM (
                    SELECT t.u, t.target, \(perYear) * t.n + month.value AS p,
                        (SELECT sum(done) FROM done d
                            WHERE d.u = t.u AND d.n BETWEEN \(perYear) * t.n AND \(perYear) * t.n + month.value) AS done
                    FROM targets t JOIN json_each('[\((0..<perYear).map(String.init).joined(separator: ","))]') month) t
                GROUP BY 1, 2
                """
        }
    }
}
