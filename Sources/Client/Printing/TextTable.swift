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

    private static let gap = 2

    /// Lines without spaces at their ends, a rule under the titles.
    package var text: String {
        let heads = columns.first?.titles.indices.map { line in columns.map { $0.titles[line] } } ?? []
        var widths = [Int](repeating: 0, count: columns.count)
        for cells in heads { widen(&widths, cells) }
        for cells in rows { widen(&widths, cells) }
        var text = ""
        for cells in heads { append(cells, widths, to: &text) }
        append(widths.map { String(repeating: "-", count: $0) }, widths, to: &text)
        for cells in rows { append(cells, widths, to: &text) }
        return text
    }

    private func widen(_ widths: inout [Int], _ cells: [String]) {
        for column in columns.indices {
            widths[column] = max(widths[column], TextWidth.columns(cells[column]))
        }
    }

    private func append(_ cells: [String], _ widths: [Int], to text: inout String) {
        // What is owed before the next cell that has something in it.
        var spaces = 0
        for column in columns.indices {
            let cell = cells[column]
            let rest = widths[column] - TextWidth.columns(cell)
            if !cell.isEmpty {
                text += String(repeating: " ", count: spaces + (columns[column].isNumber ? rest : 0))
                text += cell
                spaces = columns[column].isNumber ? 0 : rest
            } else {
                spaces += rest
            }
            spaces += Self.gap
        }
        text += "\n"
    }
}
