/// The elements of a form that are told apart alike, as SQL over an export's table: a row for each report and option, in
/// its own period and in those that its stocks stand in.
struct CityBlock {
    /// A number of a row, and how those of several periods become one.
    struct Column {
        let name: String
        /// Over a cell of the form.
        let expression: String
        let kind: CityElement.Kind
        /// Of events: which date says when it counts.
        let date: String
        /// So many periods after its own it no longer stands; nil: as long as the form says.
        var reach: Int?

        var isLast: Bool { kind == .stock || kind == .yearToDate }
    }

    let form: CityForm
    let part: CityForm.Part
    /// Those whose elements all stand here.
    let rates: [CityRate]
    private(set) var columns: [Column] = []

    init(_ form: CityForm, _ part: CityForm.Part) {
        self.form = form
        self.part = part
        let codes = Set(part.elements.map(\.code))
        rates = CityRate.all.filter { rate in rate.terms.allSatisfy { codes.contains($0.element) } }
        for element in part.elements {
            let expression = element.expression ?? element.code
            if case .mean(let weight) = element.kind {
                add("\(element.code)_sum", "\(expression) * \(weight)", element)
                add(
                    "\(element.code)_weight", "CASE WHEN \(expression) IS NOT NULL THEN \(weight) END",
                    element)
            } else {
                add(element.code, expression, element)
            }
        }
        for rate in rates {
            for (index, term) in rate.terms.enumerated() {
                guard let element = part.elements.first(where: { $0.code == term.element }),
                    column(rate, index) != element.code
                else { continue }
                let masked =
                    "CASE WHEN \(condition(rate, term)) THEN \(element.expression ?? element.code) END"
                add(column(rate, index), masked, element)
                // Where what happened stands beside what stands, a report counts in both or in neither.
                guard isMixed(rate), element.kind == .stock else { continue }
                for months in [1, 3, 6, 12] where months % form.months == 0 {
                    add(column(rate, index, months: months), masked, element)
                    columns[columns.count - 1].reach = months / form.months
                }
            }
        }
    }

    private mutating func add(_ name: String, _ expression: String, _ element: CityElement) {
        columns.append(Column(name: name, expression: expression, kind: element.kind, date: element.date))
    }

    /// Some of a rate over a return stands in later periods and some does not.
    private func isMixed(_ rate: CityRate) -> Bool {
        let kinds = rate.terms.compactMap { term in part.elements.first { $0.code == term.element }?.kind }
        return !form.isEvent && kinds.contains(.stock) && kinds.contains { $0 != .stock }
    }

    /// The name of the column that holds a term of a rate: the element's own where it is not narrowed down.
    ///
    /// - Parameter months: of the periods that are asked by, where it matters.
    func column(_ rate: CityRate, _ index: Int, months: Int? = nil) -> String {
        let term = rate.terms[index]
        if let months, isMixed(rate), part.elements.first(where: { $0.code == term.element })?.kind == .stock
        {
            return "\(rate.code)_\(index)_\(months)"
        }
        let isWhole = term.only == nil && form.isEvent
        return isWhole ? term.element : "\(rate.code)_\(index)"
    }

    private func condition(_ rate: CityRate, _ term: CityRate.Term) -> String {
        var conditions: [String] = []
        if let only = term.only {
            conditions.append("\(form.isEvent ? only.category : "o") = '\(only.option)'")
        }
        // A rate over a return is made of reports alone that hold all of its elements.
        if !form.isEvent {
            conditions += Set(rate.terms.map(\.element)).sorted().map { "\($0) IS NOT NULL" }
        }
        return conditions.joined(separator: " AND ")
    }

    /// The name of its table.
    var name: String { "block_\(form.table)" + (part.category.map { "_\($0)" } ?? "") }

    /// The categories that it can be asked by.
    var categories: [String] { form.isEvent ? form.eventCategories : part.category.map { [$0] } ?? [] }

    /// False where nothing may be added over its options.
    var hasTotal: Bool { !categories.contains(where: CityForm.overlapping.contains) }

    // MARK: SQL

    /// A statement that makes its table: unit `u`, number of the period since 1970 `n`, options, columns.
    var creation: String { "CREATE TEMP TABLE \(name) AS " + (form.isEvent ? happened : reported) }

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
            default: "CASE WHEN k = 0 THEN \(column.expression) END AS \(column.name)"
            }
        }
        return """
            WITH steps (k) AS (VALUES (0), (1), (2), (3))
            SELECT c.unit AS u, c.n + k AS n, o, \(own.joined(separator: ", "))
            FROM (\(cells)) c JOIN \(form.reachName) r ON r.unit = c.unit AND r.n = c.n JOIN steps ON c.n + k <= r.until
            """
    }

    /// A row for each report and option that it says something of.
    private var cells: String {
        let options = part.category.flatMap { CityForm.options[$0] }
        return (options.map { $0.map(Optional.some) } ?? [nil]).map { option in
            let columns = zip(cells(option), part.elements).map { "\($0) AS \($1.code)" }
            return """
                SELECT unit, \(form.number) AS n, \(option.map { "'\($0)'" } ?? "NULL") AS o,
                    \(columns.joined(separator: ", "))
                FROM \(form.table)
                WHERE \(Self.inForce) AND coalesce(\((cells(option) + ["NULL"]).joined(separator: ", "))) IS NOT NULL
                """
        }.joined(separator: " UNION ALL ")
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
