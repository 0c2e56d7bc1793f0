internal import Catalogue
internal import Wire

/// Rows for machines and for people: a column has a code for the ones and a title in each language for the others.
struct PrintedTable {
    struct Column {
        let code: String
        let title: Names
        let isNumber: Bool

        init(_ code: String, _ chinese: String, _ english: String? = nil, isNumber: Bool = false) {
            self.code = code
            title = Names(chinese: chinese, english: english ?? code)
            self.isNumber = isNumber
        }

        init(_ code: String, _ title: Names) { self.init(code, title.chinese, title.english) }
    }

    let columns: [Column]
    let rows: [[String]]
    /// People see the codes too, under the titles.
    var showsCodes = false

    /// - Parameter languages: of the titles; those of machine formats are codes.
    func text(_ format: OutputFormat, _ languages: [Language]) -> String {
        let codes = columns.map(\.code)
        return switch format {
        case .table: TextTable(columns.map { titled($0, languages) }, rows: named(languages)).text
        case .csv: String(decoding: ([codes] + rows).flatMap(CSVText.row), as: UTF8.self)
        case .json: JSONText.objects(codes, rows)
        }
    }

    /// Rows with the names of codes, for people.
    private func named(_ languages: [Language]) -> [[String]] {
        let shown = columns.map { CodeNames.shown(CodeNames.of($0.code), languages) }
        guard shown.contains(where: { !$0.isEmpty }) else { return rows }
        return rows.map { row in zip(row, shown).map { $1[$0] ?? $0 } }
    }

    private func titled(_ column: Column, _ languages: [Language]) -> TextTable.Column {
        TextTable.Column(
            languages.map { column.title[$0] } + (showsCodes ? [column.code] : []), isNumber: column.isNumber)
    }
}
