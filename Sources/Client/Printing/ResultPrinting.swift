package import Catalogue
package import Wire

/// An answer as text: what goes to standard output, and what to standard error.
package struct ResultPrinting {
    private let table: ResultTable
    private let catalogue: Catalogue
    private let languages: [Language]
    private let clock: DayClock

    package init(
        _ table: ResultTable, catalogue: Catalogue, languages: [Language] = Language.allCases
    ) {
        var table = table
        // A table of titles alone looks like one that was cut off.
        if table.rows.isEmpty, table.notes.isEmpty { table.notes = [Self.noRows.sentences(languages)] }
        self.table = table
        self.catalogue = catalogue
        self.languages = languages
        clock = DayClock(catalogue.timeZone)
    }

    private static let noRows = Names(
        chinese: "没有结果：此问题所统计的内容没有报送",
        english: "there are no rows: nothing was reported that this question counts")

    package func text(_ format: OutputFormat) -> (output: String, errors: String) {
        switch format {
        case .table: (tableText + "\n" + remarks, "")
        case .csv: (csvText, remarks)
        case .json: (JSONText.object(table), "")
        }
    }

    private var tableText: String {
        let columns = table.columns.map { column in
            TextTable.Column(
                languages.map { column.title($0) } + [column.name], isNumber: column.isNumber)
        }
        let named = table.columns.map { shownCodes($0.name) }
        let rows = table.rows.map { row in
            row.indices.map { index in
                let text = row[index].tableText(table.columns[index].kind)
                return named[index][text] ?? text
            }
        }
        return TextTable(columns, rows: rows).text
    }

    /// The codes of a column with their names, for whoever reads one language: `社区 (community)`.
    private func shownCodes(_ column: String) -> [String: String] {
        guard let options = catalogue.category(column)?.options else {
            return CodeNames.shown(CodeNames.of(column), languages)
        }
        let names = Dictionary(uniqueKeysWithValues: options.map { ($0.code, $0.names) })
        return CodeNames.shown(names, languages)
    }

    private var csvText: String {
        var bytes = CSVText.row(table.columns.map(\.name))
        for row in table.rows { bytes += CSVText.row(zip(row, table.columns).map { $0.plainText($1.kind) }) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As of when the answer is true, and what to know besides.
    private var remarks: String {
        let isChinese = languages == [.chinese]
        var lines = table.notes.map { isChinese ? "注：\($0)" : "note: \($0)" }
        if table.ledgerRowsRead > 0 {
            lines.append(
                isChinese
                    ? "为此读取了 \(table.ledgerRowsRead) 份报告"
                    : "read for it: \(Counted.text(Int(clamping: table.ledgerRowsRead), "single report"))")
        }
        let answered = DateText.text(seconds: table.answeredAtMilliseconds / 1_000, clock)
        if table.asOf.isEmpty {
            lines.append(
                isChinese ? "截至 \(answered)：尚未读到任何日志" : "as of \(answered): no journal has been read yet")
        }
        for asOf in table.asOf {
            let lag =
                asOf.headPosition > asOf.position.position ? asOf.headPosition - asOf.position.position : 0
            let behind = lag == 0 ? "" : isChinese ? "，落后 \(lag) 条" : ", \(lag) entries behind"
            lines.append(
                isChinese
                    ? "截至 \(asOf.position)（\(answered)\(behind)）"
                    : "as of \(asOf.position) (\(answered)\(behind))")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
