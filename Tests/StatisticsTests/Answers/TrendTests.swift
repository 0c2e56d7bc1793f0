import Statistics
import Testing
import Wire

@Suite struct TrendTests {
    private static let unit = "510104017003"

    private func spot(_ store: inout ShippedStore, _ month: String, _ exposed: Int64, _ flooded: Int64) throws
    {
        try store.report(
            "chronic-spot", "510104017", month,
            ["CH_LISTED:type=other": 3, "RW_EXPOSED": exposed, "RW_FLOODED": flooded])
    }

    @Test func `Trap: a rate changes by percentage points, and of 0 nothing is a percentage`() throws {
        var store = try ShippedStore()
        try spot(&store, "202502", 0, 0)
        try spot(&store, "202503", 50, 30)
        try spot(&store, "202504", 100, 66)
        let table = try store.ask(
            ["RW_FLOOD_RATE", "RW_EXPOSED"], "trend", by: ["month"], period: "202502..202504")
        // 60 % to 66 % is not +10 %.
        #expect(
            table.figures("month", "RW_FLOOD_RATE", "RW_FLOOD_RATE.change", "RW_EXPOSED.change") == [
                "202502 - - -", "202503 60.0000 - -", "202504 66.0000 6.0000 100.0000",
            ])
        let kinds = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.name, $0) })
        #expect(kinds["RW_FLOOD_RATE.change"]?.kind == .decimal(scale: 4, isPercent: false))
        #expect(kinds["RW_FLOOD_RATE.change"]?.chinese == "环比(百分点)")
        #expect(kinds["RW_EXPOSED.change"]?.kind == .decimal(scale: 4, isPercent: true))
        try store.close()
    }

    @Test func `A month stands beside the one before, the year before, and since January`() throws {
        var store = try ShippedStore()
        for (month, exposed, flooded) in [
            ("202401", 10, 1), ("202402", 10, 3), ("202412", 40, 10), ("202501", 20, 8), ("202502", 30, 12),
        ] { try spot(&store, month, Int64(exposed), Int64(flooded)) }
        let table = try store.ask(
            ["RW_FLOODED", "RW_FLOOD_RATE"], "trend", by: ["month"], period: "202501..202502")
        // Since January: 8, then 20; a year before 1, then 4.
        #expect(
            table.figures(
                "month", "RW_FLOODED", "RW_FLOODED.change", "RW_FLOODED.change_year", "RW_FLOODED.ytd",
                "RW_FLOODED.ytd_change_year") == [
                    "202501 8 -20.0000 700.0000 8 700.0000", "202502 12 50.0000 300.0000 20 400.0000",
                ])
        // 40 %, 40 %; before 25 %; a year before 10 %, 30 %; since January 20 of 50, a year before 4 of 20.
        #expect(
            table.figures(
                "month", "RW_FLOOD_RATE", "RW_FLOOD_RATE.change", "RW_FLOOD_RATE.change_year",
                "RW_FLOOD_RATE.ytd", "RW_FLOOD_RATE.ytd_change_year") == [
                    "202501 40.0000 15.0000 30.0000 40.0000 30.0000",
                    "202502 40.0000 0.0000 10.0000 40.0000 20.0000",
                ])
        try store.close()
    }

    @Test func `Quarters are compared with quarters; what stands has no sum since January`() throws {
        var store = try ShippedStore()
        for (quarter, listed, fixed) in [("2024Q2", 10, 1), ("2025Q1", 8, 2), ("2025Q2", 5, 4)] {
            try store.report(
                "weak-branch", "510104017", quarter,
                ["WB_COMMUNITIES": 50, "WB_LISTED": Int64(listed), "WB_FIXED": Int64(fixed)])
        }
        let table = try store.ask(
            ["WB_LISTED", "WB_FIXED"], "trend", by: ["quarter"], period: "2025Q2")
        #expect(
            table.figures("WB_LISTED", "WB_LISTED.change", "WB_LISTED.change_year", "WB_LISTED.ytd")
                == ["5 -37.5000 -50.0000 -"])
        #expect(
            table.figures("WB_FIXED", "WB_FIXED.change", "WB_FIXED.change_year", "WB_FIXED.ytd")
                == ["4 100.0000 300.0000 6"])
        try store.close()
    }

    @Test func `A unit that met in one of the quarters since January is one that met`() throws {
        var store = try ShippedStore()
        for (unit, quarter, meetings) in [
            ("510104017001", "2025Q1", 1), ("510104017002", "2025Q1", 0), ("510104017001", "2025Q2", 0),
            ("510104017002", "2025Q2", 1),
        ] { try store.report("linkage", unit, quarter, ["LK_MEETINGS": Int64(meetings)]) }
        let table = try store.ask(["LK_ACTIVE_RATE"], "trend", by: ["quarter"], period: "2025Q1..2025Q2")
        #expect(
            table.figures("quarter", "LK_ACTIVE_RATE", "LK_ACTIVE_RATE.ytd") == [
                "2025Q1 50.0000 50.0000", "2025Q2 50.0000 100.0000",
            ])
        try store.close()
    }

    @Test func `What cannot be added since January is shown without it`() throws {
        var store = try ShippedStore()
        for (month, active) in [("202501", 4), ("202502", 5)] {
            try store.report(
                "check-in", Self.unit, month, ["CI_DONE": 9, "CI_ACTIVE": Int64(active), "CI_HOURS": 15])
        }
        let table = try store.ask(
            ["CI_ACTIVE", "CI_HOURS"], "trend", by: ["month"], period: "202501..202502")
        #expect(
            table.figures("month", "CI_ACTIVE", "CI_ACTIVE.change", "CI_ACTIVE.ytd", "CI_HOURS.ytd") == [
                "202501 4 - - 1.5", "202502 5 25.0000 - 3.0",
            ])
        try store.close()
    }

    @Test func `Changes of a distribution are said to be of its median`() throws {
        let store = try ShippedStore()
        let table = try store.ask(["CP_MINUTES"], "trend", by: ["month"], period: "202501..202502")
        let titles = table.columns.filter { $0.name.hasPrefix("CP_MINUTES.change") }
        #expect(titles.map(\.english) == ["median on the period before", "median on the year before"])
        #expect(titles.map(\.chinese) == ["中位数环比", "中位数同比"])
        #expect(table.columns.first { $0.name == "CP_MINUTES.ytd" }?.chinese == "中位数本年累计")
        try store.close()
    }

    @Test func `A trend has one column of periods, of which none is cut`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["trend", "0 are asked for", "by month"], ["COV_TOTAL"], "trend")
        store.expectRefusal(["2 are asked for"], ["COV_TOTAL"], "trend", by: ["month", "year"])
        store.expectRefusal(
            ["202502..202503", "would cut a quarter", "shorter period"], ["COV_TOTAL"], "trend",
            by: ["quarter"],
            period: "202502..202503")
        try store.close()
    }
}
