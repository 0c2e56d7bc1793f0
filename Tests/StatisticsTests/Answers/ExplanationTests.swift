import Statistics
import Testing
import Wire

@Suite struct ExplanationTests {
    private func notes(_ store: ShippedStore, _ items: [String], by: [String] = [], _ period: String) throws
        -> [String]
    {
        try store.ask(items, by: by, period: period, isExplained: true).notes
    }

    @Test func `A rate is explained with its formula, its numbers and what was left out`() throws {
        var store = try ShippedStore()
        try store.report(
            "coverage", "510104017003", "202501",
            ["COV_TOTAL:park": 20, "COV_SINGLE:park": 9, "COV_JOINT:park": 3])
        try store.report("coverage", "510104017004", "202501", ["COV_TOTAL:park": 10])
        let notes = try notes(store, ["COV_ORG_RATE"], by: ["unit:6"], "202501")
        #expect(notes.contains("COV_ORG_RATE = (COV_SINGLE + COV_JOINT) ÷ (COV_TOTAL) × 100"), "\(notes)")
        #expect(
            notes.contains(
                "COV_ORG_RATE 510104: (9 + 3) ÷ (20) × 100 = 60.0000; left out: 1 value of reports that lack another part, or whose other part is of another period or does not stand at the end"
            ), "\(notes)")
        // The element itself leaves nothing out.
        let element = try store.ask(["COV_TOTAL"], period: "202501", isExplained: true)
        #expect(element.figures("COV_TOTAL") == ["30"])
        #expect(
            element.notes.contains {
                $0.hasPrefix("COV_TOTAL: ") && $0.contains("the last report of each unit")
            })
        try store.close()
    }

    @Test func `Of events that have none of an element the explanation says 0`() throws {
        var store = try ShippedStore()
        try store.event(
            "city-problem", "510104", "20250110", ["CP_FILED": 1], dates: ["CP_DUE_AT": "20250120"])
        let notes = try notes(store, ["CP_CLOSE_RATE", "CP_REWORK_RATE"], "202501")
        #expect(notes.contains("CP_CLOSE_RATE: (0) ÷ (1 - 0) × 100 = 0.0000"), "\(notes)")
        try store.close()
    }

    @Test func `A count is explained without decimals`() throws {
        var store = try ShippedStore()
        try store.report(
            "coverage", "510104017003", "202501",
            ["COV_TOTAL:park": 20, "COV_SINGLE:park": 9, "COV_JOINT:park": 3, "COV_WORKONLY:park": 2])
        let notes = try notes(store, ["COV_BLANK"], "202501")
        #expect(notes.contains { $0.hasSuffix("20 - 9 - 3 - 2 = 6") }, "\(notes)")
        try store.close()
    }

    @Test func `A spread names its ends, a benchmark its source`() throws {
        var store = try ShippedStore()
        try store.report(
            "coverage", "510104017003", "202501",
            [
                "COV_TOTAL:park": 20, "COV_SINGLE:park": 9, "COV_JOINT:park": 0, "COV_TOTAL:building": 10,
                "COV_SINGLE:building": 9, "COV_JOINT:building": 0,
            ])
        let spread = try notes(store, ["SYS_SPREAD"], "202501")
        #expect(
            spread.contains("SYS_SPREAD: building 90.00 − park 45.00 = 45.0000"), "\(spread)")
        #expect(spread.contains("SYS_SPREAD = max − min of COV_ORG_RATE by domain"))
        try store.report("population", "510104", "2020", ["EC_POP": 200, "EC_POP_URBAN": 100])
        let rate = try notes(store, ["EC_URBAN_RATE"], "2020")
        #expect(
            rate.contains { $0.hasPrefix("EC_URBAN_RATE: benchmark") && $0.contains("2020: 63.89 (国家统计局") })
        try store.close()
    }
}
