package import Catalogue
package import Wire

/// The revisions of one report side by side, the one in force first. Only columns that occur.
package struct HistoryPrinting {
    private let table: PrintedTable
    private let languages: [Language]

    package init(
        _ pieces: [ReportsPart.Reports], of dataSet: DataSet, _ catalogue: Catalogue,
        languages: [Language] = Language.allCases
    ) {
        let names = ReportWriting.columns([dataSet], catalogue).filter {
            !["data_set", "unit", "id", "saved_at", "status"].contains($0)
        }
        let writing = ReportWriting(catalogue, columns: names)
        let revisions = pieces.flatMap { piece in
            zip(
                piece.batch.groups.flatMap { group in (0..<group.count).map { group.report($0) } },
                piece.origins)
        }
        let values = revisions.map { writing.texts($0.0) }
        let used = names.indices.filter { index in values.contains { !$0[index].isEmpty } }
        let columns =
            [
                PrintedTable.Column("standing", "效力", "Standing"), .init("saved_at", "保存时间", "Saved at"),
                .init("received_at", "收到时间", "Received at"), .init("sender", "报送端", "Sender"),
                .init("status", "状态", "Status"),
            ] + used.map { PrintedTable.Column(names[$0], Self.title(names[$0], catalogue)) }
        let rows = zip(revisions, values).map { revision, texts in
            let (report, origin) = revision
            return [
                origin.isInForce ? "in force" : "superseded",
                DateText.text(milliseconds: report.savedAtMilliseconds),
                DateText.text(milliseconds: origin.receivedAtMilliseconds),
                ValuesTelling.hexadecimal(origin.sender),
                report.status == .retracted ? "retracted" : "values",
            ] + used.map { texts[$0] }
        }
        table = PrintedTable(columns: columns, rows: rows, showsCodes: true)
        self.languages = languages
    }

    /// What stands in a column of the form: a category, or an element and perhaps its options.
    private static func title(_ code: String, _ catalogue: Catalogue) -> Names {
        if code == "period" { return Names(chinese: "报告期", english: "Period") }
        if let category = catalogue.category(code) { return category.names }
        let parts = code.split(separator: ":").map(String.init)
        guard let element = catalogue.element(parts[0]) else { return Names(chinese: code, english: code) }
        let options = zip(parts.dropFirst(), element.categories).compactMap { option, category in
            catalogue.category(category)?.options.first { $0.code == option }?.names
        }
        let names = [element.names] + options
        return Names(
            chinese: names.map(\.chinese).joined(separator: " "),
            english: names.map(\.english).joined(separator: " "))
    }

    package var isEmpty: Bool { table.rows.isEmpty }

    package func text(_ format: OutputFormat) -> String { table.text(format, languages) }
}
