/// Columns under each other for a terminal: texts to the left, numbers to the right.
package struct TextTable {
    package struct Column: Sendable {
        package let titles: [String]
        package let isNumber: Bool

        /// - Parameter titles: one under the other; the same count in each column.
        package init(_ titles: [String], isNumber: Bool = false) {
            self.titles = titles
            self.isNumber = isNumber
        }
    }

    private let columns: [Column]
    private let rows: [[String]]

    /// - Precondition: as many cells in each row as columns.
    package init(_ columns: [Column], rows: [[String]]) {
        self.columns = columns
        self.rows = rows
    }

    /// Lines without spaces at their ends, a rule under the titles.
    package var text: String {
        let heads = columns.first?.titles.indices.map { line in columns.map { $0.titles[line] } } ?? []
        let widths = columns.indices.map { column in
            (heads + rows).reduce(0) { max($0, TextWidth.columns($1[column])) }
        }
        let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")
        let lines = heads.map { line($0, widths) } + [rule] + rows.map { line($0, widths) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = columns.indices.map { column in
            let space = String(repeating: " ", count: widths[column] - TextWidth.columns(cells[column]))
            return columns[column].isNumber ? space + cells[column] : cells[column] + space
        }
        let line = padded.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
