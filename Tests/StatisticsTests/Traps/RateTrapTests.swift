import Statistics
import Testing
import Wire

/// The rows of the table of traps that are about what a rate of returns is taken over.
@Suite struct RateTrapTests {
    @Test func `A rate over units is the ratio of their sums, never the mean of their rates`() throws {
        var store = try ShippedStore()
        try store.report("population", "510104", "2020", ["EC_POP": 9_000, "EC_POP_URBAN": 9_000])
        try store.report("population", "510105", "2020", ["EC_POP": 1_000, "EC_POP_URBAN": 100])
        // The mean of 100 % and 10 % is 55 %.
        #expect(try store.ask(["EC_URBAN_RATE"], period: "2020").figures("EC_URBAN_RATE") == ["91.0000"])
        try store.close()
    }

    @Test func `Done is set against done and still open, so that it is never above 100 %`() throws {
        var store = try ShippedStore()
        try store.report(
            "check-in", "510104017003", "202501",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_WISH_RAISED": 7, "CI_WISH_DONE": 0, "CI_WISH_OPEN": 7])
        try store.report(
            "check-in", "510104017003", "202502",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_WISH_RAISED": 3, "CI_WISH_DONE": 8, "CI_WISH_OPEN": 2])
        // 8 done ÷ 3 raised would be 267 %.
        let months = try store.ask(["CI_WISH_RATE"], by: ["month"])
        #expect(months.figures("month", "CI_WISH_RATE") == ["202501 0.0000", "202502 80.0000"])
        // Over both the flows are added, and what is open is that of the end.
        let both = try store.ask(["CI_WISH_RATE"], period: "202501..202502")
        #expect(both.figures("CI_WISH_RATE", "CI_WISH_RATE.denominator") == ["80.0000 10"])
        try store.close()
    }

    @Test func `A weight without its value is left out of the mean`() throws {
        var store = try ShippedStore()
        try store.report(
            "economy", "510104", "2024",
            [
                "EC_GDP": 1, "EC_INC_URBAN": 40_000, "EC_INC_URBAN_POP": 1_000, "EC_INC_RURAL": 20_000,
                "EC_INC_RURAL_POP": 500,
            ])
        try store.report("economy", "510105", "2024", ["EC_GDP": 1, "EC_INC_URBAN_POP": 3_000])
        // With all 4,000 persons below the line it would be 10,000 yuan.
        #expect(try store.ask(["EC_INC_URBAN"], period: "2024").figures("EC_INC_URBAN") == ["40000"])
        try store.report(
            "economy", "510106", "2024",
            [
                "EC_GDP": 1, "EC_INC_URBAN": 60_000, "EC_INC_URBAN_POP": 3_000, "EC_INC_RURAL": 22_000,
                "EC_INC_RURAL_POP": 500,
            ])
        // (40,000 × 1,000 + 60,000 × 3,000) ÷ 4,000 = 55,000 over 21,000; the mean of 2 and 2.7273 is another number.
        let ratio = try store.ask(["EC_INC_RATIO"], period: "2024")
        #expect(
            ratio.figures("EC_INC_RATIO", "EC_INC_RATIO.numerator", "EC_INC_RATIO.denominator")
                == ["2.6190 55000 21000"])
        try store.close()
    }

    @Test func `Nothing over nothing is undefined, and a quarter has no months`() throws {
        var store = try ShippedStore()
        try store.report(
            "chronic-spot", "510104017", "202501",
            ["CH_LISTED:type=other": 3, "RW_EXPOSED": 0, "RW_FLOODED": 0])
        try store.report(
            "chronic-spot", "510104017", "202502",
            ["CH_LISTED:type=other": 3, "RW_EXPOSED": 4, "RW_FLOODED": 0])
        let rain = try store.ask(["RW_FLOOD_RATE"], by: ["month"])
        #expect(
            rain.figures(
                "month", "RW_FLOOD_RATE", "RW_FLOOD_RATE.numerator", "RW_FLOOD_RATE.denominator")
                == ["202501 - 0 0", "202502 0.0000 0 4"])
        try store.report("linkage", "510104017", "2025Q1", ["LK_MEETINGS": 2])
        store.expectRefusal(
            ["LK_MEETINGS", "counted by quarter", "quarter or half or year"], ["LK_MEETINGS"], by: ["month"])
        store.expectRefusal(
            ["LK_MEETINGS", "whole periods, such as 2025Q1"], ["LK_MEETINGS"], period: "202501")
        try store.close()
    }
}
