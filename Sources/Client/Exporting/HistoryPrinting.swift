package import Catalogue
package import Wire

/// The revisions of one report side by side, the one in force first. Only columns that occur.
package struct HistoryPrinting {
    private let titles: [String]
    private let rows: [[String]]

    package init(_ pieces: [ReportsPart.Reports], of dataSet: DataSet, _ catalogue: Catalogue) {
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
        titles = ["standing", "saved_at", "received_at", "sender", "status"] + used.map { names[$0] }
        rows = zip(revisions, values).map { revision, texts in
            let (report, origin) = revision
            return [
                origin.isInForce ? "in force" : "superseded",
                DateText.text(milliseconds: report.savedAtMilliseconds),
                DateText.text(milliseconds: origin.receivedAtMilliseconds),
                ValuesTelling.hexadecimal(origin.sender),
                report.status == .retracted ? "retracted" : "values",
            ] + used.map { texts[$0] }
        }
    }

    package var isEmpty: Bool { rows.isEmpty }

    package func text(_ format: OutputFormat) -> String {
        switch format {
        case .table: return TextTable(titles.map { .init([$0]) }, rows: rows).text
        case .csv: return String(decoding: ([titles] + rows).flatMap(CSVText.row), as: UTF8.self)
        case .json: return JSONText.objects(titles, rows)
        }
    }
}
