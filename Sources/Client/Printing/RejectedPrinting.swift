package import Catalogue
package import Wire

/// Dead letters as text: a line each, or one with everything.
package struct RejectedPrinting {
    private let letters: [KeptLetter]
    private let catalogue: Catalogue
    private let languages: [Language]

    package init(
        _ letters: [KeptLetter], _ catalogue: Catalogue, languages: [Language] = Language.allCases
    ) {
        self.letters = letters
        self.catalogue = catalogue
        self.languages = languages
    }

    package func text(_ format: OutputFormat) -> String {
        if format == .table, letters.isEmpty {
            return Names(
                chinese: "本机暂存库中没有被拒收的记录", english: "nothing was rejected, as far as the spool remembers"
            ).sentences(languages) + "\n"
        }
        let rows = letters.map { kept in
            [
                "\(kept.id)", kept.file, "\(kept.letter.line)",
                format == .table ? kept.letter.outcome.text(languages) : "\(kept.letter.outcome)",
                DateText.text(milliseconds: kept.rejectedAtMilliseconds), dataSet(kept),
                kept.letter.report.unit.description, kept.letter.message,
            ]
        }
        return PrintedTable(columns: Self.columns, rows: rows).text(format, languages)
    }

    private static let columns: [PrintedTable.Column] = [
        .init("number", "编号", isNumber: true), .init("file", "文件"), .init("line", "行", isNumber: true),
        .init("code", "原因代码"), .init("rejected_at", "拒收时间"), .init("data_set", "报表"), .init("unit", "单位"),
        .init("message", "原因"),
    ]

    /// Everything about each, and its row as report CSV under its header.
    package var details: String {
        letters.map { kept in
            let columns = ReportWriting.columns(
                [catalogue.dataSet(id: kept.letter.report.dataSet)].compactMap { $0 }, catalogue)
            let row = String(
                decoding: ReportWriting(catalogue, columns: columns).row(kept.letter.report), as: UTF8.self)
            let time = DateText.text(milliseconds: kept.rejectedAtMilliseconds)
            let (line, file) = (kept.letter.line, kept.file)
            let place = Names(chinese: "\(file)，第 \(line) 行", english: "\(file), line \(line)")
            let rejected = Names(chinese: "\(time) 被拒收", english: "rejected at \(time)")
            return """
                \(kept.id): \(place.sentences(languages))
                \(rejected.sentences(languages)): \(kept.letter.outcome.text(languages))
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
