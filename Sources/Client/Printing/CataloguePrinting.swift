package import Catalogue

/// What can be sent and asked, as text.
package struct CataloguePrinting {
    private let catalogue: Catalogue

    private struct Entry {
        let kind: String
        let code: String
        let within: String
        let names: Names
        let details: String
    }

    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    package func text(_ format: OutputFormat) -> String {
        let titles = ["kind", "code", "within", "chinese", "english", "details"]
        let rows = entries.map {
            [$0.kind, $0.code, $0.within, $0.names.chinese, $0.names.english, $0.details]
        }
        switch format {
        case .table:
            let title =
                "\(catalogue.names.chinese) \(catalogue.names.english), version \(catalogue.version)\n\n"
            return title + TextTable(titles.map { .init([$0]) }, rows: rows).text
        case .csv: return String(decoding: ([titles] + rows).flatMap(CSVText.row), as: UTF8.self)
        case .json:
            let objects = rows.map { row in
                "    {"
                    + zip(titles, row).map { "\(JSONText.string($0)): \(JSONText.string($1))" }.joined(
                        separator: ", ")
                    + "}"
            }
            return "{\n  \"version\": \(catalogue.version),\n  \"entries\": \(JSONText.list(objects))\n}\n"
        }
    }

    /// Which catalogue it is and how much is in it, on one line.
    package var summary: String {
        let digest = catalogue.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        return "version \(catalogue.version), digest \(digest): "
            + [
                Counted.text(catalogue.dataSets.count, "data set"),
                Counted.text(catalogue.elements.count, "element"),
                Counted.text(catalogue.indicators.count, "indicator"),
            ].joined(separator: ", ")
    }

    private var entries: [Entry] {
        let dataSets = catalogue.dataSets.flatMap { dataSet -> [Entry] in
            let elements = dataSet.elements.compactMap { catalogue.element($0) }
            return [
                Entry(
                    kind: "data set", code: dataSet.code, within: "", names: dataSet.names,
                    details: Self.details(dataSet))
            ]
                + elements.map {
                    Entry(
                        kind: "element", code: $0.code, within: $0.dataSet, names: $0.names,
                        details: Self.details($0))
                }
        }
        let categories = catalogue.categories.flatMap { category in
            [Entry(kind: "category", code: category.code, within: "", names: category.names, details: "")]
                + category.options.map {
                    Entry(kind: "option", code: $0.code, within: category.code, names: $0.names, details: "")
                }
        }
        let rules = catalogue.rules.map {
            Entry(
                kind: "rule", code: $0.code, within: $0.dataSet, names: $0.names,
                details: "\($0.formula), \($0.missing.rawValue)")
        }
        return dataSets + categories + indicators + rules
    }

    /// Subject by subject; then those of a catalogue that has no subjects.
    private var indicators: [Entry] {
        let bySubject = Dictionary(grouping: catalogue.indicators) { $0.subject ?? "" }
        func entries(_ subject: String) -> [Entry] {
            (bySubject[subject] ?? []).map {
                Entry(
                    kind: "indicator", code: $0.code, within: subject, names: $0.names,
                    details: Self.details($0))
            }
        }
        return catalogue.subjects.flatMap { subject in
            [Entry(kind: "subject", code: subject.code, within: "", names: subject.names, details: "")]
                + entries(subject.code)
        } + entries("")
    }

    private static func details(_ dataSet: DataSet) -> String {
        switch dataSet.form {
        case .event(let categories): "event by \(categories.joined(separator: ", "))"
        case .periodic(let type, _, _, _): "return, \(type)"
        }
    }

    private static func details(_ element: Element) -> String {
        let kind =
            switch element.kind {
            case .rate(let weight): "rate, weighted by \(weight)"
            case .derived: "derived, never sent"
            case .balance(let rule): "balance of \(rule.text), never sent"
            case .flow, .stock, .cumulative, .distinct, .distribution, .date, .target: "\(element.kind)"
            }
        let categories = element.categories.isEmpty ? "" : " by \(element.categories.joined(separator: ", "))"
        return "\(kind), \(element.unit)\(categories)"
    }

    private static func details(_ indicator: Indicator) -> String { indicator.formulaText }
}
