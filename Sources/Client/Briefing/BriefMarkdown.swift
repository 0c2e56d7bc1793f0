internal import Catalogue
package import Wire

/// A page as Markdown with tables (GitHub's), a heading for each subject.
package struct BriefMarkdown {
    private let brief: Brief
    private let columns: BriefColumns
    private let languages: [Language]

    package init(_ brief: Brief, languages: [Language]) {
        self.brief = brief
        self.languages = languages
        columns = BriefColumns(languages: languages)
    }

    package var text: String {
        let title = "# " + languages.map { Self.escaped(brief.title($0)) }.joined(separator: " · ")
        let sentence = brief.missingSentence.map { ["", Self.escaped($0.beside(languages))] } ?? []
        let sections = brief.sections.enumerated().flatMap { index, section in
            ["", "## \(index + 1). \(Self.escaped(section.names.beside(languages)))", ""]
                + table(BriefColumns.figures, section.figures.map { columns.cells($0) })
                + list(section.notes.map { $0.text(languages) })
        }
        let reporting =
            ["", "## \(BriefWords.reporting.beside(languages))", ""]
            + table(BriefColumns.forms, brief.reporting.forms.map { columns.cells($0) })
        let foot =
            list(languages.map { BriefWords.legend[$0] } + brief.notes)
            + list(brief.asOf.map { "\(BriefWords.asOf.beside(languages)) \($0)" })
        return ([title] + sentence + sections + reporting + foot).map { $0 + "\n" }.joined()
    }

    private func list(_ items: [String]) -> [String] {
        items.isEmpty ? [] : [""] + items.map { "- " + Self.escaped($0) }
    }

    private func table(_ columns: [BriefColumns.Column], _ rows: [[String]]) -> [String] {
        let titles = columns.map { column in
            Self.escaped(column.title.beside(languages))
        }
        let rules = columns.map { $0.isNumber ? "---:" : "---" }
        return ([titles, rules] + rows.map { $0.map(Self.escaped) }).map { cells in
            "| " + cells.joined(separator: " | ") + " |"
        }
    }

    /// Text that Markdown takes for nothing but text.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if character.isNewline {
                result += " "
            } else {
                if "\\|<>*_`[]#".contains(character) { result += "\\" }
                result.append(character)
            }
        }
        return result
    }
}
