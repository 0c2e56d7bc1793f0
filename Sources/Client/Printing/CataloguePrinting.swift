package import Catalogue
package import Wire

/// What can be sent and asked, as text.
package struct CataloguePrinting {
    private let catalogue: Catalogue
    private let languages: [Language]

    private struct Entry {
        let kind: String
        let code: String
        let within: String
        let names: Names
        let details: Names

        init(kind: String, code: String, within: String, names: Names, details: Names) {
            self.kind = kind
            self.code = code
            self.within = within
            self.names = names
            self.details = details
        }

        /// Details that are the same in each language, such as a formula.
        init(kind: String, code: String, within: String, names: Names, details: String) {
            self.init(
                kind: kind, code: code, within: within, names: names,
                details: Names(chinese: details, english: details))
        }
    }

    package init(_ catalogue: Catalogue, languages: [Language] = Language.allCases) {
        self.catalogue = catalogue
        self.languages = languages
    }

    package func text(_ format: OutputFormat) -> String {
        let titles = ["kind", "code", "within", "chinese", "english", "details"]
        let rows = entries.map {
            [$0.kind, $0.code, $0.within, $0.names.chinese, $0.names.english, $0.details.english]
        }
        switch format {
        case .table: return table
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

    /// A name in each of the languages; everything else in the language that is read, English where both are.
    private var table: String {
        let language = languages.count == 1 ? languages[0] : .english
        let names = languages.map { $0 == .chinese ? ("中文名", "chinese") : ("英文名", "english") }
        let columns =
            [PrintedTable.Column("kind", "类别"), .init("code", "代码"), .init("within", "所属")]
            + (languages.count == 1
                ? [.init("name", "名称")] : names.map { PrintedTable.Column($1, $0) })
            + [.init("details", "说明")]
        let rows = entries.map { entry in
            [Self.kind(entry.kind, language), entry.code, entry.within] + languages.map { entry.names[$0] }
                + [entry.details[language]]
        }
        let name = languages.map { catalogue.names[$0] }.joined(separator: " ")
        let version = language == .chinese ? "，第 \(catalogue.version) 版" : ", version \(catalogue.version)"
        return name + version + "\n\n" + PrintedTable(columns: columns, rows: rows).text(.table, languages)
    }

    private static func kind(_ kind: String, _ language: Language) -> String {
        guard language == .chinese else { return kind }
        return switch kind {
        case "data set": "报表"
        case "element": "数据项"
        case "category": "分类"
        case "option": "选项"
        case "subject": "专题"
        case "indicator": "指标"
        case "rule": "校验规则"
        default: kind
        }
    }

    /// Which catalogue it is and how much is in it, on one line.
    package var summary: String {
        let digest = catalogue.digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        if languages == [.chinese] {
            return "第 \(catalogue.version) 版，摘要 \(digest)：\(catalogue.dataSets.count) 个报表，"
                + "\(catalogue.elements.count) 个数据项，\(catalogue.indicators.count) 个指标"
        }
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
                        details: details($0))
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

    private static func details(_ dataSet: DataSet) -> Names {
        switch dataSet.form {
        case .event(let categories):
            let by = Names(list: categories)
            return Names(chinese: "事件，按 \(by.chinese)", english: "event by \(by.english)")
        case .periodic(let type, _, _, _):
            return Names(chinese: type.names.chinese, english: "return, \(type)")
        }
    }

    private func details(_ element: Element) -> Names {
        let counted = ElementTelling(element, catalogue).countedNames
        guard !element.categories.isEmpty else { return counted }
        let by = Names(list: element.categories)
        return counted + Names(chinese: "，按 \(by.chinese)", english: " by \(by.english)")
    }

    private static func details(_ indicator: Indicator) -> String { indicator.formulaText }
}
