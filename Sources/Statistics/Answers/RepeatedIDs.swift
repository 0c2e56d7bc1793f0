import Catalogue
import Wire

extension StatisticsStore {
    /// Events whose id lives under several units at once: each counts, so a case that moved and was not retracted counts
    /// twice. Units outside the one asked for are not looked at. Items: forms of events, or `*`.
    func repeatedIDs(
        _ query: Query, subtree: UnitCode?
    ) throws(QueryError) -> AnswerTable {
        try query.refuseDivision(.repeatedIDs)
        let events = catalogue.dataSets.filter(\.form.isEvent)
        let items = try ScanItems(query, .repeatedIDs, known: events.map(\.code))
        let scope = try ScanScope(
            query, events.filter { items.contains($0.code) }, subtree: subtree, catalogue)
        let telling = ReportTelling(catalogue)
        return try scanning { scan in
            var findings = Findings(limit: limits.listedRows)
            let codes = Dictionary(
                uniqueKeysWithValues: try scan.units(below: scope.unit).map { ($0.number, $0.code) })
            for dataSet in scope.dataSets {
                for keys in try Self.repeatedKeys(dataSet, scope, scan) {
                    let reports = try keys.compactMap { key -> Report? in
                        guard let code = codes[key.unit], let row = try scan.row(key) else { return nil }
                        return try Report(key, row, unit: code)
                    }.sorted { $0.unit < $1.unit }
                    guard reports.contains(where: scope.days.cover) else { continue }
                    for report in reports {
                        findings.add(
                            telling.name(dataSet, report.unit, report.key) + [
                                .number(Int64(reports.count)),
                                .text(DateText.text(milliseconds: report.savedAtMilliseconds)),
                                .text(telling.content(report)),
                            ])
                    }
                }
            }
            return findings.table(
                ReportTelling.columns + Self.repeatedColumns, scan)
        }
    }

    /// Keys that share an id, together, ascending by id.
    private static func repeatedKeys(
        _ dataSet: DataSet, _ scope: ScanScope, _ scan: LedgerScan
    ) throws -> [[LedgerKey]] {
        var living: [LedgerKey] = []
        for unit in try scan.units(below: scope.unit) {
            guard let keys = scope.keys(dataSet, unit) else { continue }
            try scan.eachRow(keys) { key, row in if !row.isRetracted { living.append(key) } }
        }
        living.sort { $0.low < $1.low }
        var groups: [[LedgerKey]] = []
        var start = 0
        for index in living.indices.dropFirst() + [living.count] {
            if index < living.count, living[index].low == living[start].low { continue }
            if index - start > 1 { groups.append(Array(living[start..<index])) }
            start = index
        }
        return groups
    }

    private static let repeatedColumns: [ResultTable.Column] = [
        .init(name: "units", kind: .integer, chinese: "单位数", english: "Units"),
        .init(name: "saved_at", kind: .text, chinese: "保存时间", english: "Saved at"),
        .init(name: "content", kind: .text, chinese: "内容", english: "Content"),
    ]
}
