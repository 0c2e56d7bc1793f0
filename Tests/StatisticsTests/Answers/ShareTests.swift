import Statistics
import Testing
import Wire

@Suite struct ShareTests {
    @Test func `A share is of all rows that differ in the last dimension only`() throws {
        var store = try ShippedStore()
        for (unit, types) in [
            ("510104", ["congestion", "congestion", "pollution"]), ("510105", ["congestion"]),
        ] {
            for type in types {
                try store.event("city-problem", unit, "20250110", ["CP_FILED": 1], options: [type])
            }
        }
        let types = try store.ask(["CP_FILED"], "share", by: ["unit:6", "type"])
        #expect(
            types.figures("unit", "type", "CP_FILED", "CP_FILED.share", "CP_FILED.total") == [
                "510104 congestion 2 66.6667 3", "510104 pollution 1 33.3333 3",
                "510105 congestion 1 100.0000 1",
            ])
        let units = try store.ask(["CP_FILED"], "share", by: ["type", "unit:6"])
        #expect(
            units.figures("type", "unit", "CP_FILED.share") == [
                "congestion 510104 66.6667", "congestion 510105 33.3333", "pollution 510104 100.0000",
            ])
        try store.close()
    }

    @Test func `Of a sum that may be 0 there is no share`() throws {
        var store = try ShippedStore()
        for unit in ["510104017003", "510104017004"] {
            try store.report("coverage", unit, "202501", ["COV_BLANK_FILLED:park": 0])
        }
        let table = try store.ask(["COV_BLANK_FILLED"], "share", by: ["unit:12"])
        #expect(table.figures("COV_BLANK_FILLED", "COV_BLANK_FILLED.share") == ["0 -", "0 -"])
        try store.close()
    }

    @Test func `What is not added up has no shares`() throws {
        var store = try ShippedStore()
        for month in ["202501", "202502"] {
            try store.report(
                "coverage", "510104017003", month,
                ["COV_TOTAL:park": 9, "COV_SINGLE:park": 1, "COV_JOINT:park": 1, "COV_WORKONLY:park": 1])
        }
        store.expectRefusal(["COV_TOTAL is not added over time"], ["COV_TOTAL"], "share", by: ["month"])
        // The same where it stands in a difference: nobody is blank in January and February together.
        store.expectRefusal(["COV_BLANK is not added over time"], ["COV_BLANK"], "share", by: ["month"])
        #expect(
            try store.ask(["COV_BLANK"], "share", by: ["unit:12"], period: "202502")
                .figures("COV_BLANK", "COV_BLANK.share") == ["6 100.0000"])
        store.expectRefusal(
            ["COV_ORG_RATE is not added up", "numerator"], ["COV_ORG_RATE"], "share", by: ["unit:6"])
        store.expectRefusal(["CP_MINUTES is not added up"], ["CP_MINUTES"], "share", by: ["unit:6"])
        store.expectRefusal(["nothing is told apart"], ["COV_TOTAL"], "share")
        try store.close()
    }
}
