import Catalogue
import Wire

extension StatisticsStore {
    /// Where reports in force break the catalogue's rules: the report, the rule and both sides. Nothing is left out of any
    /// statistic because of it. Items: forms, rules, or `*`.
    func violations(
        _ query: Query, subtree: UnitCode?, _ languages: [Language]
    ) throws(QueryError) -> AnswerTable {
        try query.refuseDivision(.violations)
        let known = catalogue.dataSets.map(\.code) + catalogue.rules.map(\.code)
        let items = try ScanItems(query, .violations, known: known)
        let rules = catalogue.rules.filter { items.contains($0.code) || items.contains($0.dataSet) }
        let checks = Dictionary(grouping: rules.map { RuleCheck($0, catalogue) }, by: \.rule.dataSet)
        let scope = try ScanScope(
            query, catalogue.dataSets.filter { checks[$0.code] != nil }, subtree: subtree, catalogue)
        let telling = ReportTelling(catalogue)
        return try scanning { scan in
            var findings = Findings(limit: limits.listedRows)
            try scan.eachReport(scope) { dataSet, report in
                for check in checks[dataSet.code] ?? [] {
                    for breach in check.breaches(of: report) {
                        findings.add(
                            telling.name(dataSet, report.unit, report.key)
                                + Self.cells(check.rule, breach, telling, languages))
                    }
                }
            }
            let columns = ReportTelling.columns + Self.violationColumns
            return findings.table(columns, scan)
        }
    }

    private static func cells(
        _ rule: Rule, _ breach: RuleBreach, _ telling: ReportTelling, _ languages: [Language]
    ) -> [ResultTable.Value] {
        [
            breach.options.isEmpty ? .none : .text(telling.options(breach.options)), .text(rule.code),
            .text(rule.names.beside(languages)), .text(rule.formula), .text(breach.left),
            .text(breach.right),
        ]
    }

    private static let violationColumns: [ResultTable.Column] = [
        .init(name: "options", kind: .text, chinese: "选项", english: "Options"),
        .init(name: "rule", kind: .text, chinese: "规则", english: "Rule"),
        .init(name: "rule.name", kind: .text, chinese: "规则名称", english: "Name of the rule"),
        .init(name: "must_hold", kind: .text, chinese: "应成立", english: "Must hold"),
        .init(name: "left", kind: .digits, chinese: "左边", english: "Left side"),
        .init(name: "right", kind: .digits, chinese: "右边", english: "Right side"),
    ]
}
