internal import Catalogue
internal import Wire

/// A page that needs nothing else, for paper and for a phone.
package struct BriefHTML {
    private let page: BriefPage

    package init(_ page: BriefPage) { self.page = page }

    package var text: String {
        let title = page.titles.map(HTML.text)
        let warnings = page.warnings.map { HTML.element("p", ["class": "warning"], stacked($0)) + "\n" }
        return """
            <!DOCTYPE html>
            <html lang="\(page.languages.first == .english ? "en" : "zh")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.joined(separator: " · "))</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            \(HTML.element("h1", title.joined(separator: "<br>")))
            \(warnings.joined())\(page.brief.missingSentence.map { HTML.element("p", stacked($0)) } ?? "")
            \(HTML.element("main", "\n" + page.brief.sections.enumerated().map(section).joined() + reporting))
            \(foot)
            </body>
            </html>

            """
    }

    private static let style = """
        body { font: 14px/1.35 sans-serif; margin: 1em auto; max-width: 76em; padding: 0 .6em; }
        h1 { font-size: 1.3em; } h2 { font-size: 1.05em; margin: .4em 0 .1em; }
        main { columns: 30em 2; column-gap: 2em; }
        section { break-inside: avoid; margin-bottom: .8em; }
        table { border-collapse: collapse; width: 100%; }
        th, td { border-top: 1px solid #ccc; padding: .2em .3em; text-align: left; vertical-align: top; }
        th { font-size: .85em; font-weight: normal; }
        .n { text-align: right; white-space: nowrap; }
        small { color: #444; }
        p { margin: .3em 0; }
        .warning { border-left: .3em solid #a22; font-weight: bold; padding-left: .5em; }
        svg { display: block; height: 24px; width: 96px; }
        polyline { fill: none; stroke: #225; stroke-width: 1.5; }
        circle { fill: #a22; }
        tr { break-inside: avoid; }
        .remark td { border-top: none; padding-top: 0; }
        @media (max-width: 40em) {
        body { font-size: 13px; }
        .figures, .figures tbody { display: block; }
        .figures tr { border-top: 1px solid #ccc; display: flex; flex-wrap: wrap; gap: 0 1em; padding: .2em 0; }
        .figures .remark { border: none; }
        .figures td { border: none; padding: 0 .3em; }
        .figures td:first-child { flex-basis: 100%; }
        .figures .n { min-width: 8.5em; text-align: left; }
        .forms { font-size: .85em; overflow-wrap: anywhere; }
        .forms .n { white-space: normal; }
        }
        @media print {
        @page { size: A4; margin: 8mm; }
        body { font: 6.5pt/1.1 sans-serif; margin: 0; max-width: none; }
        td { padding: 0 .3em; }
        section { margin-bottom: .3em; }
        main { columns: 2; }
        svg { height: 14px; width: 56px; }
        }
        """

    /// One under the other, once where languages say the same.
    private func stacked(_ names: Names) -> String {
        var lines: [String] = []
        for line in page.languages.map({ names[$0] }) where !lines.contains(line) { lines.append(line) }
        return lines.map(HTML.text).joined(separator: "<br>")
    }

    private func small(_ text: String) -> String { text.isEmpty ? "" : HTML.element("small", text) }

    private func number(_ lines: [String]) -> String {
        HTML.element("td", ["class": "n"], lines.filter { !$0.isEmpty }.joined(separator: "<br>"))
    }

    // MARK: Subjects

    private func section(_ index: Int, _ section: Brief.Section) -> String {
        let rows = section.figures.map { row($0) + "\n" }.joined()
        return HTML.element(
            "section",
            "\n" + HTML.element("h2", HTML.text(page.heading(index))) + "\n"
                + HTML.element("table", ["class": "figures"], "\n" + rows) + "\n"
                + page.notes(section).map { HTML.element("p", small(HTML.text($0))) + "\n" }
                .joined()) + "\n"
    }

    /// What it is, what it comes to, how that changed, how it went; what is to be known of it below.
    private func row(_ figure: Brief.Figure) -> String {
        let cells = page.columns.cells(figure)
        let completeness =
            figure.completeness.isEmpty
            ? "" : "\(label(BriefWords.completeness)) \(HTML.text(cells[8]))"
        let value = [
            HTML.element("b", HTML.text(cells[2])), small(HTML.text(cells[3])), small(completeness),
        ]
        let changes = [
            (BriefWords.change, cells[4]), (BriefWords.changeYear, cells[5]), (BriefWords.toDate, cells[6]),
            (BriefWords.toDateChange, cells[7]),
        ].filter { !$0.1.isEmpty }.map { small("\(label($0)) \(HTML.text($1))") }
        let chart = Sparkline(figure.series).svg(
            label: "\(figure.names.beside(page.languages)) \(cells[9])")
        let row = HTML.element(
            "tr",
            HTML.element("td", stacked(figure.names) + " " + small(HTML.text(figure.period)))
                + number(value) + number(changes)
                + HTML.element("td", chart + small(HTML.text(page.columns.extent(figure)))))
        guard !figure.remarks.isEmpty else { return row }
        let remarks = HTML.element(
            "td", ["colspan": "4"], figure.remarks.map { small(stacked($0)) }.joined(separator: "<br>"))
        return row + "\n" + HTML.element("tr", ["class": "remark"], remarks)
    }

    /// What a small number is; in one language, or it would not be small.
    private func label(_ names: Names) -> String { HTML.text(names[page.languages.first ?? .chinese]) }

    // MARK: Foot

    private var reporting: String {
        let titles = BriefColumns.forms.map { column in stacked(column.title) }
        let head = HTML.element("tr", titles.map { HTML.element("th", $0) }.joined())
        let rows = page.brief.reporting.forms.map { form in
            let cells = page.columns.cells(form).dropFirst().map(HTML.text)
            return HTML.element(
                "tr",
                HTML.element("td", stacked(form.names))
                    + zip(BriefColumns.forms.dropFirst(), cells).map { column, cell in
                        column.isNumber ? number([cell]) : HTML.element("td", cell)
                    }.joined()) + "\n"
        }
        return HTML.element(
            "section",
            "\n" + HTML.element("h2", HTML.text(page.reportingHeading)) + "\n"
                + HTML.element("table", ["class": "forms"], "\n" + head + "\n" + rows.joined()) + "\n") + "\n"
    }

    private var foot: String {
        let lines = page.legend + page.notes + page.asOf
        return HTML.element(
            "footer", lines.map { HTML.element("p", small(HTML.text($0))) }.joined(separator: "\n"))
    }
}
