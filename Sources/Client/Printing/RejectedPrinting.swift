package import Catalogue
internal import Wire

/// Dead letters as text: a line each, or one with everything.
package struct RejectedPrinting {
    private let letters: [KeptLetter]
    private let catalogue: Catalogue

    package init(_ letters: [KeptLetter], _ catalogue: Catalogue) {
        self.letters = letters
        self.catalogue = catalogue
    }

    package func text(_ format: OutputFormat) -> String {
        let titles = ["number", "file", "line", "code", "rejected_at", "data_set", "unit", "message"]
        let rows = letters.map { kept in
            [
                "\(kept.id)", kept.file, "\(kept.letter.line)", "\(kept.letter.outcome)",
                DateText.text(milliseconds: kept.rejectedAtMilliseconds), dataSet(kept),
                kept.letter.report.unit.description, kept.letter.message,
            ]
        }
        switch format {
        case .table:
            return letters.isEmpty
                ? "nothing was rejected, as far as the spool remembers\n"
                : TextTable(
                    titles.map { .init([$0], isNumber: ["number", "line"].contains($0)) }, rows: rows
                )
                .text
        case .csv: return String(decoding: ([titles] + rows).flatMap(CSVText.row), as: UTF8.self)
        case .json: return JSONText.objects(titles, rows)
        }
    }

    /// Everything about each, and its row as report CSV under its header.
    package var details: String {
        letters.map { kept in
            let columns = ReportWriting.columns(
                [catalogue.dataSet(id: kept.letter.report.dataSet)].compactMap { $0 }, catalogue)
            let row = String(
                decoding: ReportWriting(catalogue, columns: columns).row(kept.letter.report), as: UTF8.self)
            return """
                \(kept.id): \(kept.file), line \(kept.letter.line)
                rejected at \(DateText.text(milliseconds: kept.rejectedAtMilliseconds)): \(kept.letter.outcome)
                \(kept.letter.message)
                \(columns.joined(separator: ","))
                \(row)

                """
        }.joined(separator: "\n")
    }

    private func dataSet(_ kept: KeptLetter) -> String {
        let id = kept.letter.report.dataSet
        return catalogue.dataSet(id: id)?.code ?? "\(id)"
    }
}
