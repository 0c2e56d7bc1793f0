/// The statements that make the tables of blocks.
extension CityBlock {
    /// A statement that makes its table: unit `u`, number of the period since 1970 `n`, options, columns.
    var creation: String {
        standing + "CREATE TEMP TABLE \(name) AS " + (form.isEvent ? happened : reported)
    }

    /// For each rate of what happened over what stands: the units, periods and options of which all of it stands.
    private var standing: String {
        let rates = Dictionary(columns.compactMap(\.stands?.rate).map { ($0.code, $0) }) { first, _ in first }
        return rates.values.sorted { $0.code < $1.code }.map { rate in
            """
            CREATE TEMP TABLE stands_\(rate.code) (u, n, o, PRIMARY KEY (u, n, o)) WITHOUT ROWID;
            WITH steps (k) AS (VALUES (0), (1), (2), (3))
            INSERT OR IGNORE INTO stands_\(rate.code) SELECT c.unit, c.n + k, ifnull(o, '')
            FROM (\(cells)) c JOIN \(form.reachName) r ON r.unit = c.unit AND r.n = c.n JOIN steps ON c.n + k <= r.until
            WHERE \(condition(rate, rate.terms[0]));

            """
        }.joined()
    }

    private static let inForce = "in_force AND status = 'values'"

    /// A row of an event for each date that something of it counts on.
    private var happened: String {
        let dates = Set(columns.map(\.date)).sorted()
        return dates.map { date in
            let own = columns.map { "\($0.date == date ? $0.expression : "NULL") AS \($0.name)" }
            return """
                SELECT unit AS u, (substr(\(date), 1, 4) - 1970) * 12 + substr(\(date), 6, 2) - 1 AS n,
                    \((form.eventCategories + own).joined(separator: ", "))
                FROM \(form.table) WHERE \(Self.inForce) AND \(date) IS NOT NULL
                """
        }.joined(separator: " UNION ALL ")
    }

    /// A row for each report and option in each period that it reaches.
    private var reported: String {
        let perYear = 12 / form.months
        let own = columns.map { column in
            switch column.kind {
            case .stock:
                column.reach.map { "CASE WHEN k < \($0) THEN \(column.expression) END AS \(column.name)" }
                    ?? "\(column.expression) AS \(column.name)"
            case .yearToDate:
                "CASE WHEN (c.n + k) / \(perYear) = c.n / \(perYear) THEN \(column.expression) END AS \(column.name)"
            default:
                "CASE WHEN k = 0\(column.stands.map(Self.condition) ?? "") THEN \(column.expression) END AS \(column.name)"
            }
        }
        return """
            WITH steps (k) AS (VALUES (0), (1), (2), (3))
            SELECT c.unit AS u, c.n + k AS n, o, \(own.joined(separator: ", "))
            FROM (\(cells)) c JOIN \(form.reachName) r ON r.unit = c.unit AND r.n = c.n JOIN steps ON c.n + k <= r.until
            """
    }

    private static func condition(_ stands: (rate: CityRate, periods: Int)) -> String {
        let last = "c.n / \(stands.periods) * \(stands.periods) + \(stands.periods - 1)"
        return
            " AND EXISTS (SELECT 1 FROM stands_\(stands.rate.code) s WHERE s.u = c.unit AND s.n = \(last) AND s.o = ifnull(c.o, ''))"
    }

    /// A row for each report and option that it says something of.
    private var cells: String {
        let options = part.category.flatMap { CityForm.options[$0] }
        return (options.map { $0.map(Optional.some) } ?? [nil]).map { option in
            let columns =
                zip(cells(option), part.elements).map { "\($0) AS \($1.code)" }
                + rates.filter(isWhole).map { "\(whole($0, options ?? [])) AS whole_\($0.code)" }
            return """
                SELECT unit, \(form.number) AS n, \(option.map { "'\($0)'" } ?? "NULL") AS o,
                    \(columns.joined(separator: ", "))
                FROM \(form.table)
                WHERE \(Self.inForce) AND coalesce(\((cells(option) + ["NULL"]).joined(separator: ", "))) IS NOT NULL
                """
        }.joined(separator: " UNION ALL ")
    }

    /// Whether a report has something of every term of a rate.
    private func whole(_ rate: CityRate, _ options: [String]) -> String {
        rate.terms.map { term in
            let cells = (term.only.map { [$0.option] } ?? options).map { "\(term.element)_\($0)" }
            return "coalesce(\((cells + ["NULL"]).joined(separator: ", "))) IS NOT NULL"
        }.joined(separator: " AND ")
    }

    /// The columns of the export that hold the elements, perhaps of an option.
    private func cells(_ option: String?) -> [String] {
        part.elements.map { element in option.map { "\(element.code)_\($0)" } ?? element.code }
    }
}

extension CityForm {
    fileprivate var reachName: String { "reach_\(table)" }

    /// Of a return: a statement that makes a table of how far the reports reach. One counts from its own period to the one
    /// before the unit's next report, no further than the look-back, and in no later one at whose end the unit is closed.
    var reach: String {
        """
        CREATE TEMP TABLE \(reachName) (unit, n, until, PRIMARY KEY (unit, n)) WITHOUT ROWID;
        INSERT INTO \(reachName)
        SELECT unit, n, max(n, min(
            n + \(lookBack), ifnull(lead(n) OVER (PARTITION BY unit ORDER BY n) - 1, 9999),
            ifnull(((substr(closed, 1, 4) - 1970) * 12 + substr(closed, 6, 2) - 1) / \(months) - 1, 9999)))
        FROM (SELECT unit, \(number) AS n FROM \(table) WHERE in_force AND status = 'values')
            LEFT JOIN registered ON code = unit AND closed <> ''
        """
    }

    /// The number of a return's period since 1970.
    fileprivate var number: String {
        let year = "(substr(period, 1, 4) - 1970)"
        return switch months {
        case 1: "\(year) * 12 + substr(period, 5) - 1"
        case 12: year
        default: "\(year) * \(12 / months) + substr(period, 6) - 1"
        }
    }
}
