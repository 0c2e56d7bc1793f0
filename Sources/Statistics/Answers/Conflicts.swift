import Catalogue
import Wire

extension StatisticsStore {
    /// Reports of which different clients wrote different versions: every version under the key, the one that stands first.
    /// Versions of one client alone are amendments and no conflict. Items: forms, or `*`.
    func conflicts(
        _ query: Query, subtree: UnitCode?
    ) throws(QueryError) -> AnswerTable {
        try query.refuseDivision(.conflicts)
        let items = try ScanItems(query, .conflicts, known: catalogue.dataSets.map(\.code))
        let scope = try ScanScope(
            query, catalogue.dataSets.filter { items.contains($0.code) }, subtree: subtree, catalogue)
        let telling = ReportTelling(catalogue)
        return try scanning { scan in
            var findings = Findings(limit: limits.listedRows)
            try scan.eachUnit(scope) { dataSet, unit, keys in
                try scan.eachContested(keys) { entry in
                    let versions = [entry.inForce] + entry.lost
                    guard Self.isConflict(versions) else { return }
                    let reports = try versions.map { try Report(entry.key, $0, unit: unit.code) }
                    guard scope.days.cover(anyOf: reports) else { return }
                    for (index, version) in versions.enumerated() {
                        findings.add(
                            telling.name(dataSet, unit.code, entry.key.report) + [
                                .text(index == 0 ? "in force" : "superseded"),
                                .text(DateText.text(milliseconds: version.savedAtMilliseconds)),
                                .text(DateText.text(milliseconds: version.arrival.milliseconds)),
                                .text(ReportTelling.hexadecimal(version.arrival.sender)),
                                .text(telling.content(reports[index])),
                            ])
                    }
                }
            }
            let columns = ReportTelling.columns + Self.versionColumns
            return findings.table(columns, scan)
        }
    }

    /// Two of them differ in sender and in content.
    private static func isConflict(_ versions: [LedgerRow]) -> Bool {
        versions.indices.contains { index in
            versions[..<index].contains {
                $0.arrival.sender != versions[index].arrival.sender
                    && $0.content != versions[index].content
            }
        }
    }

    private static let versionColumns: [ResultTable.Column] = [
        .init(name: "standing", kind: .text, chinese: "效力", english: "Standing"),
        .init(name: "saved_at", kind: .text, chinese: "保存时间", english: "Saved at"),
        .init(name: "received_at", kind: .text, chinese: "收到时间", english: "Received at"),
        .init(name: "sender", kind: .text, chinese: "客户端", english: "Client"),
        .init(name: "content", kind: .text, chinese: "内容", english: "Content"),
    ]
}
