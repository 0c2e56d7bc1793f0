import Catalogue
import Wire

/// What a wrong clock does to a report, from the time it was saved at (the device's clock) and the time it arrived at (the
/// collector's). That a report arrives long after it was saved is no such problem: so does every row of a file that is taken
/// over, and whatever waited on a device, and it counts as if it had come at once.
enum ClockProblem: String, CaseIterable {
    /// It arrived later than the report in force under its key, and lost all the same, because it was saved earlier: its
    /// clock was slow, the other one's fast, or it waited long on its device. Off by how much earlier it was saved.
    case lost
    /// It was saved more than a minute after it arrived: its clock was fast. With ten minutes or more it waited in the
    /// spool until then. Off by how much later it was saved.
    case ahead

    static let aheadMilliseconds: Int64 = 60_000

    /// How far it is off; nil where the report does not have the problem.
    ///
    /// - Parameter inForce: what stands under the key; nil: the report itself.
    func milliseconds(_ row: LedgerRow, inForce: LedgerRow?) -> Int64? {
        switch self {
        case .lost:
            guard let inForce, row.arrival.milliseconds > inForce.arrival.milliseconds,
                row.savedAtMilliseconds < inForce.savedAtMilliseconds
            else { return nil }
            return inForce.savedAtMilliseconds - row.savedAtMilliseconds
        case .ahead:
            let ahead = row.savedAtMilliseconds - row.arrival.milliseconds
            return ahead > Self.aheadMilliseconds ? ahead : nil
        }
    }
}

extension StatisticsStore {
    /// Reports that a wrong clock delayed or made lose (`ClockProblem`): lost ones first, then those ahead.
    /// Items: forms, or `*`.
    func clocks(
        _ query: Query, subtree: UnitCode?
    ) throws(QueryError) -> AnswerTable {
        try query.refuseDivision(.clocks)
        let items = try ScanItems(query, .clocks, known: catalogue.dataSets.map(\.code))
        let scope = try ScanScope(
            query, catalogue.dataSets.filter { items.contains($0.code) }, subtree: subtree, catalogue)
        let telling = ReportTelling(catalogue)
        return try scanning { scan in
            var findings = ClockProblem.allCases.map { _ in Findings(limit: limits.listedRows) }
            try scan.eachUnit(scope) { dataSet, unit, keys in
                try scan.eachEntry(keys) { entry in
                    for (index, row) in ([entry.inForce] + entry.lost).enumerated() {
                        let inForce = index == 0 ? nil : entry.inForce
                        for (place, problem) in ClockProblem.allCases.enumerated() {
                            guard let off = problem.milliseconds(row, inForce: inForce),
                                scope.days.cover(try Report(entry.key, row, unit: unit.code))
                            else { continue }
                            findings[place].add(
                                [.text(problem.rawValue)]
                                    + telling.name(dataSet, unit.code, entry.key.report)
                                    + Self.cells(row, inForce, off))
                        }
                    }
                }
            }
            let all = findings.dropFirst().reduce(into: findings[0]) { $0.add($1) }
            return all.table(Self.clockColumns, scan)
        }
    }

    private static func cells(
        _ row: LedgerRow, _ inForce: LedgerRow?, _ offMilliseconds: Int64
    ) -> [ResultTable.Value] {
        [
            .text(inForce == nil ? "in force" : "superseded"),
            .text(DateText.text(milliseconds: row.savedAtMilliseconds)),
            .text(DateText.text(milliseconds: row.arrival.milliseconds)),
            .text(ReportTelling.hexadecimal(row.arrival.sender)), .number(offMilliseconds / 1_000),
            inForce.map { .text(DateText.text(milliseconds: $0.savedAtMilliseconds)) } ?? .none,
            inForce.map { .text(DateText.text(milliseconds: $0.arrival.milliseconds)) } ?? .none,
            inForce.map { .text(ReportTelling.hexadecimal($0.arrival.sender)) } ?? .none,
        ]
    }

    private static let clockColumns: [ResultTable.Column] =
        [.init(name: "problem", kind: .text, chinese: "问题", english: "Problem")] + ReportTelling.columns + [
            .init(name: "standing", kind: .text, chinese: "效力", english: "Standing"),
            .init(name: "saved_at", kind: .text, chinese: "保存时间", english: "Saved at"),
            .init(name: "received_at", kind: .text, chinese: "收到时间", english: "Received at"),
            .init(name: "sender", kind: .text, chinese: "客户端", english: "Client"),
            .init(name: "off_seconds", kind: .integer, chinese: "相差秒数", english: "Off by seconds"),
            .init(name: "in_force_saved_at", kind: .text, chinese: "现行版保存", english: "In force, saved at"),
            .init(
                name: "in_force_received_at", kind: .text, chinese: "现行版收到", english: "In force, received at"),
            .init(name: "in_force_sender", kind: .text, chinese: "现行版客户端", english: "In force, client"),
        ]
}
