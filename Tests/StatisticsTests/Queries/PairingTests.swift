import Statistics
import Testing
import Wire

/// Rates of returns are of reports that have all their parts.
@Suite struct PairingTests {
    private func rate(_ store: ShippedStore, _ item: String, by: [String] = [], _ period: String) throws
        -> [String]
    {
        try store.ask([item], by: by, period: period).figures(
            item, "\(item).numerator", "\(item).denominator")
    }

    @Test func `A report that lacks a part has none in the rate, and all in its elements`() throws {
        var store = try ShippedStore()
        try store.report(
            "check-in", "510104017001", "202501",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_EXPECTED": 10, "CI_UNITS_DONE": 4])
        try store.report(
            "check-in", "510104017002", "202501", ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_DONE": 8])
        try store.report(
            "check-in", "510104017003", "202501", ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_EXPECTED": 90])
        #expect(try rate(store, "CI_UNIT_RATE", "202501") == ["40.0000 4 10"])
        let elements = try store.ask(["CI_UNITS_DONE", "CI_UNITS_EXPECTED"], period: "202501")
        #expect(elements.figures("CI_UNITS_DONE", "CI_UNITS_EXPECTED") == ["12 100"])
        // An amendment that fills the gap brings the report back in.
        var amended = try store.filled(
            "check-in", "510104017002", "202501",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_DONE": 8, "CI_UNITS_EXPECTED": 10])
        amended.savedAtMilliseconds += 1
        try store.apply(amended)
        #expect(try rate(store, "CI_UNIT_RATE", "202501") == ["60.0000 12 20"])
        try store.close()
    }

    @Test func `What belongs together has the same options`() throws {
        var store = try ShippedStore()
        // Of the park the total is missing, of the building the rest.
        try store.report(
            "coverage", "510104017001", "202501",
            [
                "COV_TOTAL:domain=community": 10, "COV_SINGLE:domain=community": 5,
                "COV_JOINT:domain=community": 1, "COV_SINGLE:park": 7, "COV_JOINT:park": 7,
                "COV_TOTAL:building": 50,
            ])
        #expect(try rate(store, "COV_ORG_RATE", "202501") == ["60.0000 6 10"])
        #expect(try rate(store, "COV_ORG_RATE", by: ["domain"], "202501") == ["60.0000 6 10"])
        try store.close()
    }

    @Test func `A filter makes it the report as a whole`() throws {
        var store = try ShippedStore()
        try store.report("effort", "510104", "2025S1", ["EF_SESSIONS:urban": 3, "EF_SESSIONS:rural": 1])
        try store.report("effort", "510105", "2025S1", ["EF_SESSIONS:urban": 0, "EF_SESSIONS:rural": 4])
        // It does not say how many were urban.
        try store.report("effort", "510106", "2025S1", ["EF_SESSIONS:rural": 92])
        #expect(try rate(store, "EF_URBAN_SHARE", "2025S1") == ["37.5000 3 8"])
        try store.close()
    }

    @Test func `Carried forward, a report is paired as it was`() throws {
        var store = try ShippedStore()
        try store.report(
            "check-in", "510104017001", "202501",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_EXPECTED": 10, "CI_UNITS_DONE": 4])
        try store.report(
            "check-in", "510104017002", "202501", ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_DONE": 8])
        try store.report(
            "check-in", "510104017003", "202502",
            ["CI_DONE": 9, "CI_ACTIVE": 3, "CI_UNITS_EXPECTED": 10, "CI_UNITS_DONE": 2])
        #expect(try rate(store, "CI_UNIT_RATE", "202502") == ["30.0000 6 20"])
        try store.close()
    }

    @Test func `Where one cell is blank, the others stand in rates as long as their stocks do`() throws {
        var store = try ShippedStore()
        try store.report(
            "coverage", "510104017001", "202501",
            [
                "COV_TOTAL:community": 100, "COV_SINGLE:community": 30, "COV_TOTAL:park": 50,
                "COV_SINGLE:park": 20, "COV_JOINT:park": 5,
            ])
        // Another's report makes February a month that is reported.
        try store.report("coverage", "510104017002", "202502", ["COV_TOTAL:building": 1])
        for month in ["202501", "202502"] {
            #expect(try rate(store, "COV_ORG_RATE", by: ["domain"], month).first == "50.0000 25 50")
            #expect(try rate(store, "COV_ORG_RATE", month) == ["50.0000 25 50"])
        }
        try store.close()
    }
}
