import Statistics
import Testing
import Wire

@Suite struct BlankSpotsTests {
    private static func form(_ total: Int64, organised: Int64) -> [String: Int64] {
        ["COV_TOTAL:park": total, "COV_SINGLE:park": organised, "COV_JOINT:park": 0, "COV_WORKONLY:park": 0]
    }

    private static let units = """
        code,name,closed
        510104017001,一,
        510104017002,二,
        510104017003,三,
        510104017004,四,
        510104017005,五,2025-02-20
        510104017006,六,
        """

    @Test func `Blank, covered and not reported are three states`() throws {
        var store = try ShippedStore(units: Self.units)
        try store.report("coverage", "510104017001", "202502", Self.form(9, organised: 9))
        try store.report("coverage", "510104017002", "202502", Self.form(9, organised: 7))
        try store.report("coverage", "510104017003", "202502", Self.form(9, organised: 2))
        // What it said of January says nothing of February; one form lacks a part; one unit has closed; one is not
        // registered.
        try store.report("coverage", "510104017004", "202501", Self.form(9, organised: 9))
        try store.report("coverage", "510104017006", "202502", ["COV_TOTAL:park": 3])
        try store.report("coverage", "510104017009", "202502", Self.form(4, organised: 3))
        let table = try store.ask(["COV_BLANK"], "blank-spots", period: "202502")
        #expect(
            table.figures("unit", "state", "COV_BLANK") == [
                "510104017003 blank 7", "510104017002 blank 2", "510104017009 blank 1",
                "510104017004 not_reported -", "510104017006 not_reported -", "510104017001 covered 0",
            ])
        #expect(table.notes.contains { $0.contains("not_reported: nothing") })
        try store.close()
    }

    @Test func `Without a registry nobody knows who is missing, and that is said`() throws {
        var store = try ShippedStore()
        try store.report("coverage", "510104017001", "202502", Self.form(9, organised: 8))
        let table = try store.ask(["COV_BLANK"], "blank-spots", period: "202502")
        #expect(table.figures("unit", "state") == ["510104017001 blank"])
        #expect(table.notes.contains { $0.contains("no units are registered") && $0.contains("--units") })
        try store.close()
    }

    @Test func `It is of one count, of one form and one period`() throws {
        let store = try ShippedStore()
        store.expectRefusal(["COV_ORG_RATE is none"], ["COV_ORG_RATE"], "blank-spots", period: "202502")
        store.expectRefusal(["in one month", "--period"], ["COV_BLANK"], "blank-spots")
        store.expectRefusal(["in one month"], ["COV_BLANK"], "blank-spots", period: "2025Q1")
        store.expectRefusal(["in one month"], ["COV_BLANK"], "blank-spots", period: "202501..202502")
        store.expectRefusal(["without by"], ["COV_BLANK"], "blank-spots", by: ["month"], period: "202502")
        try store.close()
    }
}
