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

    @Test func `Town and country are compared as units are registered`() throws {
        let units = """
            code,name,area
            510104,区,
            510104017001,甲,urban
            510104017002,乙,rural
            510104017003,丙,urban
            510105001001,丁,rural
            510105001002,戊,

            """
        var store = try ShippedStore(units: units)
        // Town 12 + 6 of 30, country 2 of 10; what nobody says the area of has no part in it.
        for (unit, organised, total) in [
            ("510104017001", 12, 20), ("510104017002", 2, 10), ("510104017003", 6, 10),
            ("510105001002", 30, 30),
        ] as [(String, Int64, Int64)] {
            try store.report("coverage", unit, "202501", form([("park", organised, total)]))
        }
        func lines(_ table: ResultTable) -> [String] {
            table.figures(
                "AREA_SPREAD", "AREA_SPREAD.lowest", "AREA_SPREAD.lowest_value", "AREA_SPREAD.highest",
                "AREA_SPREAD.highest_value")
        }
        let all = try store.ask(["AREA_SPREAD"], period: "202501")
        // Of a row that is of town and country together all reports are behind it, none of them complete.
        #expect(all.figures("coverage.actual", "coverage.expected") == ["0 5"])
        #expect(lines(all) == ["40.0000 rural 20.0000 urban 60.0000"])
        // In one district there is no country, so there is no gap.
        try store.report("coverage", "510105001001", "202501", form([("park", 9, 9)]))
        let districts = try store.ask(["AREA_SPREAD"], by: ["unit:6", "domain"], period: "202501")
        #expect(lines(districts) == ["40.0000 rural 20.0000 urban 60.0000", "- - - - -"])
        let parks = try store.ask(["AREA_SPREAD"], period: "202501", filters: ["domain": "park"])
        // 2 + 9 of 19.
        #expect(lines(parks) == ["2.1053 rural 57.8947 urban 60.0000"])
        store.expectRefusal(["Ask for COV_ORG_RATE by area"], ["AREA_SPREAD"], by: ["area"])
        try store.close()
        let unregistered = try ShippedStore()
        unregistered.expectRefusal(
            ["AREA_SPREAD: COV_ORG_RATE is told apart by area only as units are registered", "--units FILE"],
            ["AREA_SPREAD"])
        try unregistered.close()
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
