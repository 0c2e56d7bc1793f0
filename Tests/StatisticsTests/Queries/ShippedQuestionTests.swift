import Statistics
import Testing
import Wire

/// Questions at the edges of what the shipped catalogue permits.
@Suite struct ShippedQuestionTests {
    @Test func `A rate that says nothing below a level is refused there`() throws {
        let store = try ShippedStore()
        store.expectRefusal(
            ["CI_RATE says nothing below units of 9 characters", "unit:6 or unit:9"], ["CI_RATE"],
            by: ["unit:12"], period: "2025Q1")
        #expect(try store.ask(["CI_RATE"], by: ["unit:9"], period: "2025Q1").rows.isEmpty)
        try store.close()
    }

    @Test func `Units are told apart by one level, and a level's name alone is put right`() throws {
        let store = try ShippedStore()
        store.expectRefusal(
            ["by unit:street", "one level at a time", "unit:district is asked for too"], ["CP_FILED"],
            by: ["unit:district", "unit:street"])
        store.expectRefusal(["asked for twice"], ["CP_FILED"], by: ["unit:6", "unit:district"])
        store.expectRefusal(["asked for twice"], ["CP_FILED"], by: ["month", "month"])
        store.expectRefusal(["Did you mean unit:district?"], ["CP_FILED"], by: ["district"])
        store.expectRefusal(["Did you mean unit:district?"], ["CP_FILED"], by: ["6"])
        store.expectRefusal(["Did you mean month"], ["CP_FILED"], by: ["moth"])
        try store.close()
    }

    @Test func `A unit that is too far down is told who reports the form, and who holds its figures`() throws
    {
        var store = try ShippedStore()
        try store.event("city-problem", "510104017", "20250110", ["CP_FILED": 1])
        try store.report("coverage", "510104017003", "202501", ["COV_TOTAL:park": 2])
        let below = try store.ask(["CP_FILED", "COV_TOTAL"], unit: "510104017003", period: "202501")
        #expect(below.figures("COV_TOTAL") == ["2"])
        #expect(
            below.notes.contains(
                "city-problem is reported by units of 4, 6, 9 characters, so never by 510104017003 or below it: its figures are "
                    + "within those of 510104017. Ask for 510104017"), "\(below.notes)")
        #expect(below.notes.allSatisfy { !$0.hasPrefix("coverage is reported") })
        // Nothing is said of units that may report, nor where somebody below may.
        for unit in ["510104017", "5101", "510105001"] {
            let table = try store.ask(["CP_FILED"], unit: unit, period: "202501")
            #expect(table.notes.allSatisfy { !$0.contains("is reported by units of") }, "\(unit)")
        }
        // A city without districts reports its population for everything below it.
        try store.report("population", "4419", "2020", ["EC_POP": 10])
        let town = try store.ask(["EC_POP"], unit: "441900", period: "2020")
        #expect(town.notes.contains { $0.contains("within those of 4419. Ask for 4419") }, "\(town.notes)")
        try store.close()
    }

    @Test func `Two forms that share no category cannot be told apart by it`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["TG_WB_PROGRESS", "domain"], ["TG_WB_PROGRESS"], by: ["domain"])
        store.expectRefusal(["TG_FILL_PROGRESS", "unit:9"], ["TG_FILL_PROGRESS"], by: ["unit:9"])
        try store.close()
    }

    @Test func `The balance of a year is that of its end, and of a year that goes on that of today`() throws {
        var store = try ShippedStore()
        for (filed, closed) in [("20240110", "20250110"), ("20250115", nil), ("20250220", "20250305")] {
            try store.event(
                "city-problem", "510104", filed, ["CP_FILED": 1],
                dates: closed.map { ["CP_CLOSED_AT": $0] } ?? [:])
        }
        func open(_ by: String, on day: String) throws -> [String] {
            try store.ask(["CP_OPEN"], by: [by], on: day).figures(by, "CP_OPEN")
        }
        #expect(try open("year", on: "20260301") == ["2024 1", "2025 1"])
        #expect(try open("year", on: "20250225") == ["2024 1", "2025 2"])
        #expect(try open("quarter", on: "20250225").last == "2025Q1 2")
        try store.close()
    }

    @Test func `A year's target stands beside each of its quarters, and its months are summed since January`()
        throws
    {
        var store = try ShippedStore()
        try store.report("targets", "510104", "2025", ["TG_BLANK_FILLED:park": 1, "TG_WB_FIXED": 8])
        for (quarter, fixed) in [("2025Q1", 1), ("2025Q2", 2), ("2025Q3", 3)] {
            try store.report(
                "weak-branch", "510104017", quarter,
                ["WB_COMMUNITIES": 20, "WB_LISTED": 9, "WB_FIXED": Int64(fixed)])
        }
        let table = try store.ask(["TG_WB_PROGRESS"], by: ["quarter"], period: "2025Q1..2025Q3")
        #expect(
            table.figures("quarter", "TG_WB_PROGRESS", "TG_WB_PROGRESS.numerator") == [
                "2025Q1 12.5000 1", "2025Q2 37.5000 3", "2025Q3 75.0000 6",
            ])
        #expect(
            try store.ask(["TG_WB_FIXED"], by: ["quarter"], period: "2025Q2").figures("TG_WB_FIXED") == ["8"])
        try store.close()
    }

    private static let units = """
        code,name,reports
        510104017001,一,coverage
        510104017002,二,coverage
        510104017003,三,coverage
        510104017004,四,coverage
        """

    @Test
    func `The reporting rate counts complete reports of what is expected, by form and for all together`()
        throws
    {
        var store = try ShippedStore(units: Self.units)
        let form: [String: Int64] = [
            "COV_TOTAL:park": 9, "COV_SINGLE:park": 1, "COV_JOINT:park": 0, "COV_WORKONLY:park": 0,
        ]
        for unit in ["510104017001", "510104017002", "510104017003"] {
            try store.report("coverage", unit, "202501", form)
        }
        try store.report("coverage", "510104017004", "202501", ["COV_TOTAL:park": 9])
        func rate(_ by: [String] = [], _ filters: [String: String] = [:]) throws -> [String] {
            try store.ask(["COL_REPORT_RATE"], by: by, period: "202501", filters: filters).figures(
                "COL_REPORT_RATE", "COL_REPORT_RATE.numerator", "COL_REPORT_RATE.denominator")
        }
        #expect(try rate([], ["data_set": "coverage"]) == ["75.0000 3 4"])
        #expect(try rate() == ["75.0000 3 4"])
        let forms = try store.ask(["COL_REPORT_RATE"], by: ["data_set"], period: "202501")
        #expect(forms.figures("data_set", "COL_REPORT_RATE") == ["coverage 75.0000"])
        store.expectRefusal(
            ["COL_REPORT_RATE", "reported as a whole", "by data_set"], ["COL_REPORT_RATE"], by: ["domain"])
        store.expectRefusal(
            ["COL_REPORT_RATE", "where domain=park"], ["COL_REPORT_RATE"], filters: ["domain": "park"])
        store.expectRefusal(
            ["COV_TOTAL is no count of reports", "no data_set"], ["COV_TOTAL"],
            filters: ["data_set": "coverage"])
        store.expectRefusal(
            ["data_set=coverag", "Did you mean coverage"], ["COL_REPORT_RATE"],
            filters: ["data_set": "coverag"])
        try store.close()
    }

    @Test func `A unit of which nothing ever came has a rate of 0`() throws {
        var store = try ShippedStore(units: Self.units)
        try store.report(
            "coverage", "510104017001", "202501",
            ["COV_TOTAL:park": 9, "COV_SINGLE:park": 1, "COV_JOINT:park": 0, "COV_WORKONLY:park": 0])
        let table = try store.ask(
            ["COL_REPORT_RATE"], by: ["unit:12"], period: "202501", filters: ["data_set": "coverage"])
        #expect(
            table.figures("unit", "COL_REPORT_RATE", "COL_REPORT_RATE.denominator") == [
                "510104017001 100.0000 1", "510104017002 0.0000 1", "510104017003 0.0000 1",
                "510104017004 0.0000 1",
            ])
        // Beside something that was reported, too.
        let both = try store.ask(["COL_REPORT_RATE", "COV_TOTAL"], by: ["unit:12"], period: "202501")
        #expect(
            both.figures("unit", "COL_REPORT_RATE", "COV_TOTAL", "coverage.actual", "coverage.expected") == [
                "510104017001 100.0000 9 1 1", "510104017002 0.0000 - 0 1", "510104017003 0.0000 - 0 1",
                "510104017004 0.0000 - 0 1",
            ])
        let ranked = try store.ask(
            ["COL_REPORT_RATE"], "ranking", by: ["unit:12"], period: "202501",
            filters: ["data_set": "coverage"])
        #expect(ranked.figures("rank") == ["1", "2", "2", "2"])
        try store.close()
    }

    @Test func `Without a registry what is expected is unknown, not 0`() throws {
        var store = try ShippedStore()
        try store.report("linkage", "510104017", "2025Q1", ["LK_MEETINGS": 1])
        let table = try store.ask(["COL_REPORT_RATE"], period: "2025Q1", filters: ["data_set": "linkage"])
        #expect(
            table.figures(
                "COL_REPORT_RATE", "COL_REPORT_RATE.numerator", "COL_REPORT_RATE.denominator") == ["- 1 -"])
        try store.close()
    }

    @Test func `Units above the level that is asked for have rows of their own, and a note names them`()
        throws
    {
        var store = try ShippedStore()
        for unit in ["510104", "510104001", "5101"] {
            try store.event("city-problem", unit, "20250131", ["CP_FILED": 1])
        }
        let table = try store.ask(["CP_FILED"], by: ["unit:street"], period: "202501")
        #expect(table.figures("unit", "CP_FILED") == ["5101 1", "510104 1", "510104001 1"])
        #expect(table.notes.contains { $0.hasPrefix("5101, 510104 lie above unit:street") }, "\(table.notes)")
        let cities = try store.ask(["CP_FILED"], by: ["unit:city"], period: "202501")
        #expect(!cities.notes.contains { $0.contains("above unit:") })
        try store.close()
    }
}
