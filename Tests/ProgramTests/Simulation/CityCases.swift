import GRDB

/// Numbers of cases that are more than sums over one date each, as SQL over an export.
enum CityCases {
    /// Months from the beginning of 2024 to the end of 2025, with the number of each since 1970 and its last day.
    private static let months = """
        months (n, text, last) AS (
            SELECT value, printf('%04d%02d', 1970 + value / 12, value % 12 + 1),
                date(printf('%04d-%02d-01', 1970 + value / 12, value % 12 + 1), '+1 month', '-1 day')
            FROM json_each('[\((648...671).map(String.init).joined(separator: ","))]'))
        """

    /// Makes the tables that the others need: each case of each month at whose end it is open, and whether it is overdue (its
    /// deadline's day has ended and it is not deferred); and how many there are of a unit.
    static let creation = [
        """
        CREATE TEMP TABLE open_cases AS WITH \(months)
        SELECT unit, n, text, urgency, type, livelihood,
            ifnull(CP_DEFERRED IS NULL AND substr(CP_DUE_AT, 1, 10) <= last, 0) AS overdue
        FROM city_problem JOIN months
            ON substr(period, 1, 10) <= last AND (CP_CLOSED_AT IS NULL OR substr(CP_CLOSED_AT, 1, 10) > last)
        WHERE in_force AND status = 'values'
        """,
        """
        CREATE TEMP TABLE open_by_unit AS
        WITH \(months)
        SELECT all_units.unit, months.n, count(open_cases.unit) AS open, ifnull(sum(overdue), 0) AS overdue
        FROM (SELECT unit, min(substr(period, 1, 10)) AS first FROM city_problem
            WHERE in_force AND status = 'values' GROUP BY 1) all_units
        JOIN months ON first <= last LEFT JOIN open_cases USING (unit, n) GROUP BY 1, 2
        """,
    ]

    /// What is added to the table of what was found.
    static let totals: [String] =
        [4, 6].flatMap { level in
            [nil, "urgency", "type", "livelihood"].flatMap { category -> [String] in
                let place = """
                    '\(category ?? "")', \(category ?? "''"), substr(unit, 1, \(level)) AS u
                    """
                let isOption = category.map { "AND \($0) IS NOT NULL" } ?? ""
                return [
                    """
                    INSERT INTO found SELECT 'CP_OPEN', \(place), text, count(*) FROM open_cases
                    WHERE length(unit) >= \(level) \(isOption) GROUP BY 2, 3, 4, 5
                    """,
                    """
                    INSERT INTO found SELECT 'CP_OVERDUE', \(place), text, count(*) FROM open_cases
                    WHERE overdue AND length(unit) >= \(level) \(isOption) GROUP BY 2, 3, 4, 5
                    """,
                    """
                    INSERT INTO found SELECT 'CP_MINUTES', \(place), replace(substr(period, 1, 7), '-', ''), count(*)
                    FROM city_problem WHERE in_force AND CP_MINUTES IS NOT NULL AND length(unit) >= \(level) \(isOption)
                    GROUP BY 2, 3, 4, 5
                    """,
                ]
            }
        }

    /// How many minutes closing took, by `unit/period of filing`: count, median and 90th percentile (nearest rank).
    static func minutes(
        _ sql: CitySQL, _ question: CityQuestion
    ) throws -> [String: (count: Int, p50: Int, p90: Int)] {
        let rank = { (percent: Int) in
            "max(CASE WHEN place = (count * \(percent) + 99) / 100 THEN minutes END)"
        }
        let number = "((substr(period, 1, 4) - 1970) * 12 + substr(period, 6, 2) - 1) / \(question.months)"
        let statement = """
            WITH ranked AS (
                SELECT key, minutes, row_number() OVER (PARTITION BY key ORDER BY minutes) AS place,
                    count(*) OVER (PARTITION BY key) AS count
                FROM (
                    SELECT substr(unit, 1, \(question.level)) || '/'
                        || \(CityQuestion.period("(\(number))", months: question.months)) AS key,
                        CP_MINUTES AS minutes
                    FROM city_problem WHERE in_force AND status = 'values' AND CP_MINUTES IS NOT NULL))
            SELECT key, count, \(rank(50)) AS p50, \(rank(90)) AS p90 FROM ranked GROUP BY key
            """
        return try sql.queue.read { database in
            var minutes: [String: (count: Int, p50: Int, p90: Int)] = [:]
            for row in try Row.fetchAll(database, sql: statement) {
                minutes[row["key"]] = (row["count"], row["p50"], row["p90"])
            }
            return minutes
        }
    }
}
