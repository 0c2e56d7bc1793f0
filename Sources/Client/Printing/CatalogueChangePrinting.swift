package import Catalogue

/// What changes between two catalogues, as text.
package struct CatalogueChangePrinting {
    private let changes: [CatalogueChange]

    package init(_ changes: [CatalogueChange]) { self.changes = changes }

    package func text(_ format: OutputFormat) -> String {
        let titles = ["weight", "part", "change"]
        let rows = changes.map { ["\($0.weight)", $0.part, $0.text] }
        switch format {
        case .table:
            return changes.isEmpty
                ? "nothing changes\n" : TextTable(titles.map { .init([$0]) }, rows: rows).text
        case .csv: return String(decoding: ([titles] + rows).flatMap(CSVText.row), as: UTF8.self)
        case .json: return JSONText.objects(titles, rows)
        }
    }
}
