internal import Wire
internal import Catalogue

/// A page for a terminal: one table of everything, its columns under each other.
package struct BriefText {
    private let page: BriefPage

    package init(_ page: BriefPage) { self.page = page }

    package var text: String {
        ([head, table(BriefColumns.figures, figures), reporting, foot] as [String]).joined(separator: "\n")
    }

    private var head: String {
        let attention = BriefWords.attention.beside(page.languages)
        let lines =
            page.titles + page.warnings.map { "\(attention): \($0.beside(page.languages))" }
            + (page.brief.missingSentence.map { [$0.beside(page.languages)] } ?? [])
        return lines.map { $0 + "\n" }.joined()
    }

    /// A subject's name is a row of its own, an empty one before it.
    private var figures: [[String]] {
        var rows: [[String]] = []
        for (index, section) in page.brief.sections.enumerated() {
            if index > 0 { rows.append(row("")) }
            rows.append(row(page.heading(index)))
            for figure in section.figures {
                var cells = page.columns.cells(figure)
                cells[0] = "   " + cells[0]
                rows.append(cells)
            }
        }
        return rows
    }

    private func row(_ text: String) -> [String] {
        [text] + [String](repeating: "", count: BriefColumns.figures.count - 1)
    }

    private var reporting: String {
        page.reportingHeading + "\n"
            + table(BriefColumns.forms, page.brief.reporting.forms.map { page.columns.cells($0) })
    }

    private func table(_ columns: [BriefColumns.Column], _ rows: [[String]]) -> String {
        TextTable(
            columns.map { column in
                TextTable.Column(page.languages.map { column.title[$0] }, isNumber: column.isNumber)
            }, rows: rows
        ).text
    }

    /// Notes of subjects have no place within the table.
    private var foot: String {
        let note = BriefWords.note.beside(page.languages) + (page.languages == [.chinese] ? "：" : ": ")
        let notes = page.notes + page.brief.sections.flatMap { page.notes($0) }
        let lines = page.legend + notes.map { note + $0 } + page.asOf
        return lines.map { $0 + "\n" }.joined()
    }
}
