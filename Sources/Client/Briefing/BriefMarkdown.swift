internal import Catalogue

/// A page as Markdown with tables (GitHub's), a heading for each subject.
package struct BriefMarkdown {
    private let page: BriefPage

    package init(_ page: BriefPage) { self.page = page }

    package var text: String {
        let title = "# " + page.titles.map(Self.escaped).joined(separator: " · ")
        let sentences =
            page.warnings.map { "**\(Self.escaped($0.beside(page.languages)))**" }
            + (page.brief.missingSentence.map { [Self.escaped($0.beside(page.languages))] } ?? [])
        let sections = page.brief.sections.enumerated().flatMap { index, section in
            heading(page.heading(index))
                + table(BriefColumns.figures, section.figures.map { page.columns.cells($0) })
                + list(page.notes(section))
        }
        let reporting =
            heading(page.reportingHeading)
            + table(BriefColumns.forms, page.brief.reporting.forms.map { page.columns.cells($0) })
        let foot = list(page.legend + page.notes) + list(page.asOf)
        return ([title] + sentences.flatMap { ["", $0] } + sections + reporting + foot).map { $0 + "\n" }
            .joined()
    }

    private func heading(_ text: String) -> [String] { ["", "## \(Self.escaped(text))", ""] }

    private func list(_ items: [String]) -> [String] {
        items.isEmpty ? [] : [""] + items.map { "- " + Self.escaped($0) }
    }

    private func table(_ columns: [BriefColumns.Column], _ rows: [[String]]) -> [String] {
        let titles = columns.map { column in
            Self.escaped(column.title.beside(page.languages))
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
