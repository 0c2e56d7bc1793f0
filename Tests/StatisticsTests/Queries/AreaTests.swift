import Statistics
import Testing
import Wire

/// Town beside country, as units are registered.
@Suite struct AreaTests {
    private static let units = """
        code,name,area
        51,省,
        510104,区,urban
        510104017001,甲,
        510104017002,乙,rural
        510104017003,丙,

        """

    @Test func `Each area has the reports behind it and those that are expected of its units`() throws {
        var store = try ShippedStore(units: Self.units)
        for (unit, total, single) in [("510104017001", Int64(20), Int64(10)), ("510104017002", 10, 1)] {
            try store.report(
                "coverage", unit, "202501",
                [
                    "COV_TOTAL:park": total, "COV_ELIGIBLE:park": total, "COV_ELIGIBLE_BUILT:park": 0,
                    "COV_SINGLE:park": single, "COV_JOINT:park": 0, "COV_WORKONLY:park": 0,
                ])
        }
        let areas = try store.ask(["COV_ORG_RATE"], by: ["area"], period: "202501")
        #expect(
            areas.figures("area", "COV_ORG_RATE", "coverage.actual", "coverage.expected") == [
                "rural 10.0000 1 1", "urban 50.0000 1 2",
            ])
        let both = try store.ask(["COV_ORG_RATE"], by: ["area", "domain"], period: "202501")
        #expect(
            both.figures("area", "domain", "COV_ORG_RATE", "coverage.actual", "coverage.expected") == [
                "rural park 10.0000 1 1", "urban park 50.0000 1 2",
            ])
        let all = try store.ask(["COV_ORG_RATE"], period: "202501")
        #expect(all.figures("COV_ORG_RATE", "coverage.actual", "coverage.expected") == ["36.6667 2 3"])
        try store.close()
    }

    @Test func `A rate over two forms is refused by area: the target is of town and country together`() throws
    {
        var store = try ShippedStore(units: Self.units)
        try store.report("targets", "510104", "2025", ["TG_BLANK_FILLED:park": 100])
        for (unit, filled) in [("510104017001", Int64(30)), ("510104017002", 20)] {
            try store.report(
                "coverage", unit, "202501", ["COV_TOTAL:park": 40, "COV_BLANK_FILLED:park": filled])
        }
        let whole = try store.ask(["TG_FILL_PROGRESS"], by: ["domain"], period: "202501")
        #expect(whole.figures("domain", "TG_FILL_PROGRESS") == ["park 50.0000"])
        let words = ["TG_FILL_PROGRESS is of several forms", "not reported by area", "Ask without area"]
        store.expectRefusal(words, ["TG_FILL_PROGRESS"], by: ["area"], period: "202501")
        store.expectRefusal(
            words, ["TG_FILL_PROGRESS"], by: ["domain"], period: "202501", filters: ["area": "urban"])
        try store.close()
    }

    @Test func `What a district reports for everything below it is not told apart by area`() throws {
        let store = try ShippedStore(units: Self.units)
        let words = ["EC_URBAN_RATE", "not told apart by the area of units", "Ask without area"]
        store.expectRefusal(words, ["EC_URBAN_RATE"], by: ["area"], period: "2025")
        store.expectRefusal(words, ["EC_URBAN_RATE"], period: "2025", filters: ["area": "urban"])
        try store.close()
    }
}
