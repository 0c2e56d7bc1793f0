import Statistics
import Testing
import Wire

@Suite struct SpreadTests {
    private func form(_ rates: [(String, Int64, Int64)]) -> [String: Int64] {
        var values: [String: Int64] = [:]
        for (domain, organised, total) in rates {
            values["COV_TOTAL:domain=\(domain)"] = total
            values["COV_SINGLE:domain=\(domain)"] = organised
            values["COV_JOINT:domain=\(domain)"] = 0
        }
        return values
    }

    private func lines(_ table: ResultTable) -> [String] {
        table.figures(
            "SYS_SPREAD", "SYS_SPREAD.lowest", "SYS_SPREAD.lowest_value", "SYS_SPREAD.highest",
            "SYS_SPREAD.highest_value", "SYS_SPREAD.left_out")
    }

    @Test func `Trap: a tiny domain is always the lowest; it is left out and named`() throws {
        var store = try ShippedStore()
        try store.report(
            "coverage", "510104017001", "202501",
            form([("community", 12, 20), ("park", 9, 10), ("building", 0, 1), ("social_org", 0, 0)]))
        let table = try store.ask(["SYS_SPREAD"], period: "202501")
        // With the one building the spread would be 90 points.
        #expect(lines(table) == ["30.0000 community 60.0000 park 90.0000 building social_org"])
        try store.close()
    }

    @Test func `Small numbers of several units may be enough together`() throws {
        var store = try ShippedStore()
        for (unit, organised) in [("510104017001", 2), ("510105001001", 4)] {
            try store.report(
                "coverage", unit, "202501",
                form([("community", 6, 12), ("building", Int64(organised), 6)]))
        }
        let table = try store.ask(["SYS_SPREAD"], period: "202501")
        #expect(lines(table) == ["0.0000 community 50.0000 community 50.0000 -"])
        // Told apart by district each building stands for too little, and one domain alone has no spread.
        let districts = try store.ask(["SYS_SPREAD"], by: ["unit:6"], period: "202501")
        #expect(
            lines(districts) == Array(repeating: "- community 50.0000 community 50.0000 building", count: 2))
        store.expectRefusal(
            ["SYS_SPREAD compares the options of domain", "COV_ORG_RATE by domain"], ["SYS_SPREAD"],
            by: ["domain"])
        try store.close()
    }
}
