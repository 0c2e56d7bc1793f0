package import Catalogue
package import Wire

/// What changes between two catalogues, as text.
package struct CatalogueChangePrinting {
    private let changes: [CatalogueChange]
    private let languages: [Language]

    package init(_ changes: [CatalogueChange], languages: [Language] = Language.allCases) {
        self.changes = changes
        self.languages = languages
    }

    package func text(_ format: OutputFormat) -> String {
        if format == .table, changes.isEmpty {
            return Names(chinese: "没有变化", english: "nothing changes").sentences(languages) + "\n"
        }
        return PrintedTable(
            columns: [.init("weight", "影响"), .init("part", "部分"), .init("change", "变化")],
            rows: changes.map { ["\($0.weight)", $0.part, $0.text] }
        ).text(format, languages)
    }
}
