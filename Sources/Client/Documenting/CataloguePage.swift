package import Catalogue
internal import Foundation

/// A catalogue as one page that needs nothing else: every form and every indicator in both languages, with the formula.
package struct CataloguePage {
    private let catalogue: Catalogue

    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    package var html: String {
        """
        <!DOCTYPE html>
        <html lang="zh">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>\(title)</title>
        <style>
        body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em; }
        table { border-collapse: collapse; margin: 1em 0; width: 100%; }
        th, td { border-bottom: 1px solid #ccc; padding: .3em .6em; text-align: left; vertical-align: top; }
        code { font-size: .9em; white-space: nowrap; }
        .formula code { white-space: normal; }
        small { color: #555; }
        </style>
        </head>
        <body>
        <h1>\(title)</h1>
        \(HTML.element("p", "版本 \(catalogue.version) · version \(catalogue.version) · \(HTML.text(catalogue.timeZone.identifier))"))
        <h2>指标 Indicators</h2>
        \(subjects)<h2>报表 Forms</h2>
        \(catalogue.dataSets.map(section).joined())<h2>分类 Categories</h2>
        \(categories)</body>
        </html>

        """
    }

    private var title: String { names(catalogue.names) }

    private func names(_ names: Names) -> String { HTML.text("\(names.chinese) \(names.english)") }

    /// One under the other.
    private func both(_ names: Names) -> String {
        HTML.text(names.chinese) + "<br>" + HTML.text(names.english)
    }

    private func code(_ code: String) -> String { HTML.element("code", HTML.text(code)) }

    // MARK: Indicators

    /// Subject by subject; then those of a catalogue that has no subjects.
    private var subjects: String {
        let groups =
            catalogue.subjects.map { subject in
                (names(subject.names), catalogue.indicators.filter { $0.subject == subject.code })
            } + [("", catalogue.indicators.filter { $0.subject == nil })]
        return groups.filter { !$0.1.isEmpty }.map { heading, indicators in
            (heading.isEmpty ? "" : HTML.element("h3", heading) + "\n")
                + HTML.table(["代码 Code", "名称 Name", "公式 Formula", "说明 Note"], indicators.map(row))
        }.joined()
    }

    private func row(_ indicator: Indicator) -> [String] {
        [
            HTML.element("code", HTML.text(indicator.code), id: indicator.code), both(indicator.names),
            "<span class=\"formula\">\(formula(indicator))</span>", IndicatorTelling(indicator).html,
        ]
    }

    private func formula(_ indicator: Indicator) -> String {
        indicator.formula.map { piece in
            switch piece {
            case .code(let code): HTML.link(to: code, code)
            case .text(let text): HTML.text(text)
            }
        }.joined()
    }

    // MARK: Forms

    private func section(_ dataSet: DataSet) -> String {
        let elements = dataSet.elements.compactMap { catalogue.element($0) }
        return HTML.element("h3", names(dataSet.names) + " " + code(dataSet.code), id: dataSet.code) + "\n"
            + HTML.element("p", HTML.text(FormTelling(dataSet, catalogue).text)) + "\n"
            + HTML.table(
                ["代码 Code", "名称 Name", "定义 Definition", "类型 Kind", "范围 Bounds", "来源 Source"],
                elements.map { row($0, isRequired: dataSet.required.contains($0.code)) })
            + rules(dataSet)
    }

    private func rules(_ dataSet: DataSet) -> String {
        let rules = catalogue.rules.filter { $0.dataSet == dataSet.code }
        guard !rules.isEmpty else { return "" }
        return HTML.table(
            ["规则 Rule", "名称 Name", "应成立 Must hold", "缺报 Missing", "说明 Note"],
            rules.map { rule in
                [
                    HTML.element("code", HTML.text(rule.code), id: "rule-\(rule.code)"), both(rule.names),
                    code(rule.formula), code(rule.missing.rawValue), rule.note.map(both) ?? "",
                ]
            })
    }

    private func row(_ element: Element, isRequired: Bool) -> [String] {
        let marks = [isRequired ? "必填 required" : "", element.isSensitive ? "敏感 sensitive" : ""].filter {
            !$0.isEmpty
        }
        let telling = ElementTelling(element, catalogue)
        return [
            HTML.element("code", HTML.text(element.code), id: element.code)
                + (marks.isEmpty ? "" : "<br>" + HTML.element("small", marks.joined(separator: "<br>"))),
            both(element.names), both(element.definition), HTML.text(telling.kind), HTML.text(telling.bounds),
            HTML.text(element.source),
        ]
    }

    // MARK: Categories

    private var categories: String {
        HTML.table(
            ["代码 Code", "名称 Name", "选项 Options"],
            catalogue.categories.map { category in
                let options = category.options.map { "\(code($0.code)) \(names($0.names))" }
                return [
                    HTML.element("code", HTML.text(category.code), id: "category-\(category.code)")
                        + (category.hasTotal ? "" : "<br>" + HTML.element("small", "不合计 no total")),
                    both(category.names), options.joined(separator: "<br>"),
                ]
            })
    }
}
