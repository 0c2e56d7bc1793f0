import Catalogue
import Foundation
import Testing
import Wire

@testable import Aggregator

/// Who came before and after the units of an answer.
@Suite struct UnitSuccessionsTests {
    private let successions: UnitSuccessions

    init() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        let rows = """
            code,name,opened,closed,successors
            510104001,甲,,2025-07-01,510104002@2025-07-01 510104003@2025-07-01
            510104002,乙,2025-07-01,,
            510104003,丙,2025-07-01,,
            510104004,丁,,,

            """
        try Data(rows.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        successions = UnitSuccessions(
            registry: try UnitRegistry.load(path: file.path, catalogue: try Catalogue.shipped()))
    }

    private func table(_ units: [String]) -> ResultTable {
        ResultTable(
            columns: ["unit", "unit.name", "CP_FILED"].map { .init(name: $0, kind: .text) },
            rows: units.map { [.text($0), .text("名"), .number(1)] })
    }

    @Test func `Units that begin or end in the range have both sides beside them`() {
        var found = table(["510104001", "510104002", "510104004", "510199", "*"])
        successions.add(to: &found, unit: nil, periods: .init(first: "202506", last: "202507"))
        #expect(found.columns.map(\.name) == ["unit", "unit.name", "unit.succession", "CP_FILED"])
        #expect(
            found.rows.map { $0[2] } == [
                .text("2025-07-01 撤销 closed; 2025-07-01 → 510104002 乙; 2025-07-01 → 510104003 丙"),
                .text("2025-07-01 设立 opened; 2025-07-01 ← 510104001 甲"), .none, .none, .none,
            ])
        #expect(found.rows.allSatisfy { $0.count == 4 })
        #expect(found.notes.count == 1 && found.notes[0].contains("510104001, 510104002. Nothing is moved"))
    }

    @Test func `Where nothing begins or ends in the range there is no such column`() {
        for (units, periods) in [
            (["510104001", "510104002"], Query.Periods(first: "202501", last: "202506")),
            (["510104001"], Query.Periods(first: "202508", last: "202512")), (["510104004"], nil),
        ] {
            var found = table(units)
            successions.add(to: &found, unit: nil, periods: periods)
            #expect(found == table(units))
        }
    }

    @Test func `A question about one unit has a note`() {
        var found = ResultTable(columns: [.init(name: "month", kind: .text)])
        successions.add(to: &found, unit: "510104003", periods: nil)
        #expect(found.notes == ["510104003: 2025-07-01 设立 opened; 2025-07-01 ← 510104001 甲"])
        successions.add(to: &found, unit: "510104004", periods: nil)
        #expect(found.notes.count == 1)
    }
}
