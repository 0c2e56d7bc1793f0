import GRDB

/// The statistics of a simulated city worked out by SQL over an exported SQLite file. Nothing of ours computes here.
struct CitySQL {
    private let queue: DatabaseQueue

    /// How many months (of the population: years) a stock counts after its own.
    private static let lookBack = (coverage: 2, population: 3)

    init(path: String) throws { queue = try DatabaseQueue(path: path) }

    /// What each element is in SQL; all elements that the three forms have.
    enum Source {
        /// An expression over cases, and the date that says in which month it counts.
        case cases(String, by: String)
        /// Columns of the coverage form; one that begins with the name for each domain.
        case flow
        case stock
        case population
    }

    static let elements: [String: Source] = {
        var elements: [String: Source] = [
            "CP_FELL_DUE": .cases("1", by: "CP_DUE_AT"),
            "CP_DUE_CLOSED": .cases("CP_CLOSED_AT IS NOT NULL", by: "CP_DUE_AT"),
            "CP_DUE_ONTIME": .cases(
                "CP_CLOSED_AT IS NOT NULL AND CP_CLOSED_AT <= CP_DUE_AT", by: "CP_DUE_AT"),
            "CP_ENDED": .cases("1", by: "CP_CLOSED_AT"), "CP_REWORK": .cases("CP_REWORK", by: "CP_CLOSED_AT"),
            "CP_DEFERRED": .cases("CP_DEFERRED", by: "CP_DUE_AT"),
            "CP_EXTENDED": .cases("CP_EXTENDED", by: "CP_DUE_AT"),
            "EC_POP": .population, "EC_POP_URBAN": .population,
        ]
        for name in ["CP_FILED", "CP_DUE", "CP_CLOSED", "CP_CLOSED_ONTIME", "CP_REPEAT"] {
            elements[name] = .cases(name, by: "period")
        }
        for name in ["COV_BLANK_FOUND", "COV_BLANK_FILLED", "COV_BLANK_GONE"] { elements[name] = .flow }
        for name in [
            "COV_TOTAL", "COV_ELIGIBLE", "COV_ELIGIBLE_BUILT", "COV_SINGLE", "COV_JOINT", "COV_WORKONLY",
            "COV_BLANK_EMERGING",
        ] { elements[name] = .stock }
        return elements
    }()

    static let domains = ["community", "park", "building", "social_org"]

    /// One element by `unit/period`, as far as anything was reported.
    ///
    /// - Parameters:
    ///   - level: the length that codes of units are cut to.
    ///   - domain: of a return's cells; nil: all of them.
    func sums(_ element: String, level: Int, domain: String? = nil) throws -> [String: Int] {
        guard let source = Self.elements[element] else { return [:] }
        let cells = (domain.map { [$0] } ?? Self.domains).map { "\(element)_\($0)" }
        let sum = cells.map { "ifnull(\($0), 0)" }.joined(separator: " + ")
        let isReported = "coalesce(\(cells.joined(separator: ", ")), NULL) IS NOT NULL"
        let rows =
            switch source {
            case .cases(let expression, let date):
                """
                SELECT unit, replace(substr(\(date), 1, 7), '-', '') AS period, \(expression) AS value
                FROM city_problem WHERE in_force AND status = 'values' AND \(date) IS NOT NULL
                """
            case .flow: "SELECT unit, period, \(sum) AS value FROM coverage WHERE in_force AND \(isReported)"
            case .stock:
                Self.carried(
                    "SELECT unit, period, (substr(period, 1, 4) - 1970) * 12 + substr(period, 5) - 1 AS n, "
                        + "\(sum) AS value FROM coverage WHERE in_force AND \(isReported)",
                    text: "printf('%04d%02d', 1970 + n / 12, n % 12 + 1)", lookBack: Self.lookBack.coverage,
                    last: "(2025 - 1970) * 12 + 11")
            case .population:
                Self.carried(
                    "SELECT unit, period, period + 0 AS n, \(element) AS value FROM population WHERE in_force",
                    text: "printf('%04d', n)", lookBack: Self.lookBack.population, last: "2025")
            }
        return try fetch(
            """
            SELECT substr(unit, 1, \(level)) || '/' || period AS place, sum(value) AS value FROM (\(rows))
            GROUP BY 1 HAVING sum(value) IS NOT NULL
            """)
    }

    /// A stock counts in its own period and in the following ones up to the unit's next report, the look-back, or the
    /// last period that anybody reports.
    private static func carried(_ rows: String, text: String, lookBack: Int, last: String) -> String {
        """
        WITH RECURSIVE own AS (\(rows)),
        reach AS (
            SELECT unit, n, value, min(n + \(lookBack), \(last),
                ifnull(lead(n) OVER (PARTITION BY unit ORDER BY n) - 1, \(last))) AS until FROM own),
        counted AS (
            SELECT unit, n, value, until FROM reach
            UNION ALL SELECT unit, n + 1, value, until FROM counted WHERE n < until)
        SELECT unit, \(text) AS period, value FROM counted
        """
    }

    /// How many minutes closing took, by `unit/month of filing`: count, median and 90th percentile (nearest rank).
    func minutes(level: Int) throws -> [String: (count: Int, p50: Int, p90: Int)] {
        let rank = { (percent: Int) in
            "max(CASE WHEN place = (count * \(percent) + 99) / 100 THEN minutes END)"
        }
        let sql = """
            WITH ranked AS (
                SELECT key, minutes, row_number() OVER (PARTITION BY key ORDER BY minutes) AS place,
                    count(*) OVER (PARTITION BY key) AS count
                FROM (
                    SELECT substr(unit, 1, \(level)) || '/' || replace(substr(period, 1, 7), '-', '') AS key,
                        CP_MINUTES AS minutes
                    FROM city_problem WHERE in_force AND status = 'values' AND CP_MINUTES IS NOT NULL))
            SELECT key, count, \(rank(50)) AS p50, \(rank(90)) AS p90 FROM ranked GROUP BY key
            """
        return try queue.read { database in
            var minutes: [String: (count: Int, p50: Int, p90: Int)] = [:]
            for row in try Row.fetchAll(database, sql: sql) {
                minutes[row["key"]] = (row["count"], row["p50"], row["p90"])
            }
            return minutes
        }
    }

    func count(_ sql: String) throws -> Int {
        try queue.read { database in try Int.fetchOne(database, sql: sql) ?? 0 }
    }

    private func fetch(_ sql: String) throws -> [String: Int] {
        try queue.read { database in
            var sums: [String: Int] = [:]
            for row in try Row.fetchAll(database, sql: sql) { sums[row["place"]] = row["value"] }
            return sums
        }
    }
}
