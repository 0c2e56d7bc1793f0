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
        successions.add(to: &found, unit: nil, periods: .init(first: "202506", last: "202507"), [.english])
        #expect(found.columns.map(\.name) == ["unit", "unit.name", "unit.succession", "CP_FILED"])
        #expect(
            found.rows.map { $0[2] } == [
                .text("2025-07-01 closed; 2025-07-01 → 510104002 乙; 2025-07-01 → 510104003 丙"),
                .text("2025-07-01 opened; 2025-07-01 ← 510104001 甲"), .none, .none, .none,
            ])
        #expect(found.rows.allSatisfy { $0.count == 4 })
        #expect(found.notes.count == 1 && found.notes[0].contains("510104001, 510104002. Nothing is moved"))
    }

    @Test func `What happened to units is said in the languages that the operator named`() {
        var chinese = table(["510104001"])
        successions.add(to: &chinese, unit: nil, periods: nil, [.chinese])
        #expect(
            chinese.rows[0][2] == .text("2025-07-01 撤销；2025-07-01 → 510104002 乙；2025-07-01 → 510104003 丙"))
        #expect(chinese.notes == ["其间设立、撤销或有承接关系的单位：510104001。数不移给承接单位，各计各自所报"])
        var one = ResultTable(columns: [.init(name: "month", kind: .text)])
        successions.add(to: &one, unit: "510104003", periods: nil, [.chinese, .english])
        #expect(
            one.notes == [
                "510104003：2025-07-01 设立；2025-07-01 ← 510104001 甲 / "
                    + "510104003: 2025-07-01 opened; 2025-07-01 ← 510104001 甲"
            ])
    }

    @Test func `Where nothing begins or ends in the range there is no such column`() {
        for (units, periods) in [
            (["510104001", "510104002"], Query.Periods(first: "202501", last: "202506")),
            (["510104001"], Query.Periods(first: "202508", last: "202512")), (["510104004"], nil),
        ] {
            var found = table(units)
            successions.add(to: &found, unit: nil, periods: periods, [.english])
            #expect(found == table(units))
        }
    }

    @Test func `A question about one unit has a note`() {
        var found = ResultTable(columns: [.init(name: "month", kind: .text)])
        successions.add(to: &found, unit: "510104003", periods: nil, [.english])
        #expect(found.notes == ["510104003: 2025-07-01 opened; 2025-07-01 ← 510104001 甲"])
        successions.add(to: &found, unit: "510104004", periods: nil, [.english])
        #expect(found.notes.count == 1)
    }
}
