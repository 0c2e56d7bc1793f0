package import Catalogue
package import Wire

/// An answer as text: what goes to standard output, and what to standard error.
package struct ResultPrinting {
    private let table: ResultTable
    private let clock: DayClock

    package init(_ table: ResultTable, catalogue: Catalogue) {
        var table = table
        // A table of titles alone looks like one that was cut off.
        if table.rows.isEmpty, table.notes.isEmpty {
            table.notes = ["there are no rows: nothing was reported that this question counts"]
        }
        self.table = table
        clock = DayClock(catalogue.timeZone)
    }

    package func text(_ format: OutputFormat) -> (output: String, errors: String) {
        switch format {
        case .table: (tableText + "\n" + remarks, "")
        case .csv: (csvText, remarks)
        case .json: (JSONText.object(table), "")
        }
    }

    private var tableText: String {
        let columns = table.columns.map { column in
            TextTable.Column([column.chinese, column.english, column.name], isNumber: column.isNumber)
        }
        let rows = table.rows.map { row in zip(row, table.columns).map { $0.tableText($1.kind) } }
        return TextTable(columns, rows: rows).text
    }

    private var csvText: String {
        var bytes = CSVText.row(table.columns.map(\.name))
        for row in table.rows { bytes += CSVText.row(zip(row, table.columns).map { $0.plainText($1.kind) }) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// As of when the answer is true, and what to know besides.
    private var remarks: String {
        var lines = table.notes.map { "note: \($0)" }
        if table.ledgerRowsRead > 0 {
            lines.append("read for it: \(Counted.text(Int(clamping: table.ledgerRowsRead), "single report"))")
        }
        let answered = DateText.text(seconds: table.answeredAtMilliseconds / 1_000, clock)
        if table.asOf.isEmpty { lines.append("as of \(answered): no journal has been read yet") }
        for asOf in table.asOf {
            let lag =
                asOf.headPosition > asOf.position.position ? asOf.headPosition - asOf.position.position : 0
            lines.append(
                "as of \(asOf.position) (\(answered)\(lag > 0 ? ", \(lag) entries behind" : ""))")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
