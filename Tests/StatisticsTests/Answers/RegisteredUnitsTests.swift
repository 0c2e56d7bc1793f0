import Testing
import Wire

/// The units as they are registered, asked like anything else.
@Suite struct RegisteredUnitsTests {
    private static let units = """
        code,name,opened,closed,domain,area,reports,reported_by,successors
        5101,市,,,,,,,
        510104017,街道,,,,,,,
        510104017003,甲社区,,,community,urban,,510104017,
        510104017004,乙社区,2020-01-01,2025-07-01,community,rural,,,510104017005@2025-07-01
        510104017005,丙社区,2025-07-01,,,,coverage check-in,,
        510104017006,丁社区,2020-01-01,2021-01-01,,,,,
        510104017006,丁社区,2023-01-01,,,,,,

        """

    private static let columns = [
        "unit", "opened", "closed", "domain", "area", "reports", "reported_by", "predecessors", "successors",
    ]

    private func rows(_ table: ResultTable) -> [String] {
        #expect(table.columns.map(\.name) == Self.columns)
        return table.rows.map { row in
            row.map { if case .text(let text) = $0 { text } else { "-" } }.joined(separator: " | ")
        }
    }

    @Test func `Each time that a unit is open has a row with what the file says of it`() throws {
        let store = try ShippedStore(units: Self.units)
        let all = try store.ask(["*"], "units", unit: "510104017")
        #expect(
            rows(all) == [
                "510104017 | - | - | - | - | - | - | - | -",
                "510104017003 | - | - | community | urban | - | 510104017 | - | -",
                "510104017004 | 2020-01-01 | 2025-07-01 | community | rural | - | - | - | 510104017005 丙社区@2025-07-01",
                "510104017005 | 2025-07-01 | - | - | - | check-in coverage | - | 510104017004 乙社区@2025-07-01 | -",
                "510104017006 | 2020-01-01 | 2021-01-01 | - | - | - | - | - | -",
                "510104017006 | 2023-01-01 | - | - | - | - | - | - | -",
            ])
        #expect(
            rows(try store.ask(["*"], "units", by: ["unit:city"])) == ["5101 | - | - | - | - | - | - | - | -"]
        )
        let unknown = try store.ask(["*"], "units", unit: "510199")
        #expect(unknown.rows.isEmpty && unknown.notes == ["510199 is not registered. Is the code right?"])
        try store.close()
    }

    @Test func `It is told apart by a level at most, and needs a units file`() throws {
        let store = try ShippedStore(units: Self.units)
        store.expectRefusal(["nothing else"], ["coverage"], "units")
        store.expectRefusal(["nothing else"], ["*"], "units", period: "2025..2025")
        store.expectRefusal(["a row is a unit"], ["*"], "units", by: ["month"])
        try store.close()
        let unregistered = try ShippedStore()
        unregistered.expectRefusal(["--units FILE"], ["*"], "units")
        try unregistered.close()
    }
}
