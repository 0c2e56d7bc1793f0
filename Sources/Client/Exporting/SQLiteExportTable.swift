internal import Catalogue
internal import GRDB
internal import Wire

/// One data set's table: key, times, status, a column for each category and each cell of the form.
struct SQLiteExportTable {
    private struct Cell {
        let column: String
        let element: Element
        let options: [Category.Option]
        /// Ascending, as a report has them.
        let optionIDs: [UInt32]
    }

    let name: String
    private let isEvent: Bool
    private let categories: [Category]
    private let cells: [Cell]
    private let keys: ReportWriting
    private let clock: DayClock
    private let insertion: String

    init(_ dataSet: DataSet, _ catalogue: Catalogue) {
        name = dataSet.code.replacing("-", with: "_")
        let codes: [String]
        (isEvent, codes) = if case .event(let codes) = dataSet.form { (true, codes) } else { (false, []) }
        categories = codes.compactMap { catalogue.category($0) }
        cells = dataSet.elements.compactMap { catalogue.element($0) }.filter { !$0.isDerived }.flatMap {
            Self.cells($0, catalogue)
        }
        keys = ReportWriting(catalogue, columns: ["unit", "period", "id", "saved_at"])
        clock = DayClock(catalogue.timeZone)
        let count = 7 + categories.count + cells.count
        insertion =
            "INSERT INTO \"\(name)\" VALUES (" + Array(repeating: "?", count: count).joined(separator: ", ")
            + ")"
    }

    /// One for each combination of the element's options.
    private static func cells(_ element: Element, _ catalogue: Catalogue) -> [Cell] {
        let combinations = element.categories.reduce([[]] as [[Category.Option]]) { lists, category in
            let options = catalogue.category(category)?.options ?? []
            return lists.flatMap { list in options.map { list + [$0] } }
        }
        return combinations.map { options in
            Cell(
                column: ([element.code] + options.map(\.code)).joined(separator: "_"), element: element,
                options: options, optionIDs: options.map(\.id).sorted())
        }
    }

    func create(_ database: Database) throws {
        let key = isEvent ? "unit, id" : "unit, period"
        let fixed = [
            "unit TEXT NOT NULL", "period TEXT", "id TEXT", "saved_at TEXT NOT NULL",
            "received_at TEXT NOT NULL",
            "in_force INTEGER NOT NULL", "status TEXT NOT NULL",
        ]
        let values = cells.map { cell in
            "\"\(cell.column)\" " + (cell.element.kind == .date ? "TEXT" : "INTEGER")
        }
        let columns = fixed + categories.map { "\"\($0.code)\" TEXT" } + values
        try database.execute(
            sql:
                "CREATE TABLE \"\(name)\" (\(columns.joined(separator: ", ")), PRIMARY KEY (\(key), saved_at))"
        )
        for cell in cells {
            try database.execute(
                sql: "INSERT INTO element VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    name, cell.column, cell.element.code,
                    cell.options.map(\.code).joined(separator: ":"), cell.element.names.chinese,
                    cell.element.names.english, cell.element.unit, cell.element.scale,
                ])
        }
    }

    /// False where the report has an option or a value that no column holds.
    func showsAll(of report: Report) -> Bool {
        report.options.allSatisfy { id in categories.contains { $0.options.contains { $0.id == id } } }
            && report.values.allSatisfy { value in
                cells.contains { $0.element.id == value.element && $0.optionIDs == value.options }
            }
    }

    func insert(_ report: Report, _ origin: ReportsPart.Origin, _ database: Database) throws {
        let keys = keys.texts(report)
        var arguments: [(any DatabaseValueConvertible)?] = keys.prefix(3).map { $0.isEmpty ? nil : $0 }
        arguments += [
            keys[3], DateText.text(milliseconds: origin.receivedAtMilliseconds),
            origin.isInForce ? 1 : 0, report.status == .retracted ? "retracted" : "values",
        ]
        for category in categories {
            arguments.append(
                category.options.first { report.options.contains($0.id) }?.code)
        }
        for cell in cells {
            let value = report.values.first {
                $0.element == cell.element.id && $0.options == cell.optionIDs
            }
            switch value?.kind {
            case nil: arguments.append(nil)
            case .integer: arguments.append(value?.value)
            case .day: arguments.append(DateText.text(.day(value?.value ?? 0), clock))
            case .instant: arguments.append(DateText.text(.instant(value?.value ?? 0), clock))
            }
        }
        let statement = try database.cachedStatement(sql: insertion)
        try statement.execute(arguments: StatementArguments(arguments))
    }
}
