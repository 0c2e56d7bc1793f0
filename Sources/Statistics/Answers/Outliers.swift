import Catalogue
import Wire

extension StatisticsStore {
    /// Values of returns that lie outside the unit's own history (`UsualRange`): its earlier periods with a value, six at
    /// least and the last 36 at most, cell by cell. Running totals and targets have no usual range. Nothing is left out of
    /// any statistic because of it. Items: forms, elements, or `*`.
    func outliers(
        _ query: Query, subtree: UnitCode?
    ) throws(QueryError) -> AnswerTable {
        try query.refuseDivision(.outliers)
        let returns = catalogue.dataSets.filter { !$0.form.isEvent }
        let candidates = catalogue.elements.filter { element in
            element.kind.hasUsualRange && returns.contains { $0.code == element.dataSet }
        }
        let items = try ScanItems(
            query, .outliers, known: returns.map(\.code) + candidates.map(\.code))
        let elements = candidates.filter { items.contains($0.code) || items.contains($0.dataSet) }
        let dataSets = returns.filter { dataSet in elements.contains { $0.dataSet == dataSet.code } }
        let scope = try ScanScope(query, dataSets, subtree: subtree, catalogue)
        let telling = ReportTelling(catalogue)
        return try scanning { scan in
            var findings = Findings(limit: limits.listedRows)
            try scan.eachUnit(scope, withEarlier: true) { dataSet, unit, keys in
                var history = CellHistory(elements)
                try scan.eachRow(keys) { key, row in
                    let report = try Report(key, row, unit: unit.code)
                    for outlier in history.take(report, isAsked: scope.days.cover(report)) {
                        findings.add(
                            telling.name(dataSet, unit.code, report.key) + Self.cells(outlier, telling))
                    }
                }
            }
            return findings.table(
                ReportTelling.columns + Self.outlierColumns, scan,
                notes: [Self.formula])
        }
    }

    private static func cells(_ outlier: CellHistory.Outlier, _ telling: ReportTelling) -> [ResultTable.Value]
    {
        let (element, value, range) = (outlier.element, outlier.value, outlier.range)
        return [
            .text(element.code), value.options.isEmpty ? .none : .text(telling.options(value.options)),
            .text(telling.text(value, scale: element.scale)),
            .text(DecimalText.text(max(range.least, element.bounds.lowerBound), scale: element.scale)),
            .text(DecimalText.text(min(range.greatest, element.bounds.upperBound), scale: element.scale)),
            .text(DecimalText.text(range.medianTwice * 5, scale: element.scale + 1)),
            .number(Int64(outlier.periods)),
        ]
    }

    private static let formula = Names(
        chinese:
            "通常范围：修正z值 0.6745 × (值 − 中位数) ÷ MAD 在±3.5以内（Iglewicz 与 Hoaglin，1993），取本单位以前6至36期；MAD 至少按一个整单位计",
        english:
            "usual is what has a modified z-score 0.6745 × (value − median) ÷ MAD within ±3.5 (Iglewicz and Hoaglin 1993), "
            + "from the unit's own earlier periods, six at least and the last 36 at most; MAD counts as one whole unit at least"
    )

    private static let outlierColumns: [ResultTable.Column] = [
        .init(name: "element", kind: .text, chinese: "指标", english: "Element"),
        .init(name: "options", kind: .text, chinese: "选项", english: "Options"),
        .init(name: "value", kind: .digits, chinese: "本期值", english: "Value"),
        .init(name: "usual_least", kind: .digits, chinese: "通常下限", english: "Usual, least"),
        .init(name: "usual_greatest", kind: .digits, chinese: "通常上限", english: "Usual, greatest"),
        .init(name: "median", kind: .digits, chinese: "中位数", english: "Median"),
        .init(name: "periods", kind: .integer, chinese: "参照期数", english: "Earlier periods"),
    ]
}

extension Element.Kind {
    fileprivate var hasUsualRange: Bool {
        switch self {
        case .flow, .stock, .distinct, .rate: true
        case .cumulative, .target, .distribution, .date, .derived, .balance: false
        }
    }
}
