internal import Catalogue
package import Wire

/// A page for a terminal: one table of everything, its columns under each other.
package struct BriefText {
    private let brief: Brief
    private let columns: BriefColumns
    private let languages: [Language]

    package init(_ brief: Brief, languages: [Language]) {
        self.brief = brief
        self.languages = languages
        columns = BriefColumns(languages: languages)
    }

    package var text: String {
        ([titles, table(BriefColumns.figures, figures), reporting, foot] as [String]).joined(separator: "\n")
    }

    private var titles: String {
        let lines =
            languages.map { brief.title($0) } + (brief.missingSentence.map { [$0.beside(languages)] } ?? [])
        return lines.map { $0 + "\n" }.joined()
    }

    /// A subject's name is a row of its own, an empty one before it.
    private var figures: [[String]] {
        var rows: [[String]] = []
        for (index, section) in brief.sections.enumerated() {
            if index > 0 { rows.append(row("")) }
            rows.append(row("\(index + 1). \(section.names.beside(languages))"))
            for figure in section.figures {
                var cells = columns.cells(figure)
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
        BriefWords.reporting.beside(languages) + "\n"
            + table(BriefColumns.forms, brief.reporting.forms.map { columns.cells($0) })
    }

    private func table(_ columns: [BriefColumns.Column], _ rows: [[String]]) -> String {
        TextTable(
            columns.map { column in
                TextTable.Column(languages.map { column.title[$0] }, isNumber: column.isNumber)
            }, rows: rows
        ).text
    }

    private var foot: String {
        let notes = brief.sections.flatMap { section in
            section.notes.map { $0.text(languages) }
        }
        let lines =
            languages.map { BriefWords.legend[$0] }
            + (brief.notes + notes).map { "\(BriefWords.note.beside(languages)): \($0)" }
            + brief.asOf.map { "\(BriefWords.asOf.beside(languages)) \($0)" }
        return lines.map { $0 + "\n" }.joined()
    }
}
