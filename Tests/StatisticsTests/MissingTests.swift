import Statistics
import Testing
import Wire

/// What is said where nobody is missing: whether all reported, or nothing was expected, and why.
@Suite struct MissingTests {
    private static let units = """
        code,name,reports
        510104,区,-
        510104017,街,-
        510104017001,甲,coverage
        510104017002,乙,coverage
        510104017003,丙,-

        """
    private static let filled: [String: Int64] = [
        "COV_TOTAL:park": 10, "COV_ELIGIBLE:park": 5, "COV_ELIGIBLE_BUILT:park": 4, "COV_SINGLE:park": 4,
        "COV_JOINT:park": 0, "COV_WORKONLY:park": 3,
    ]

    @Test func `That nobody is missing is said with the reason`() throws {
        var store = try ShippedStore(units: Self.units)
        try store.report("coverage", "510104017001", "202501", Self.filled)
        func ask(_ unit: String?) throws -> ResultTable {
            try store.ask(["coverage"], "missing", unit: unit, period: "202501")
        }
        let one = try ask("510104017001")
        #expect(one.rows.isEmpty)
        #expect(one.notes == ["nobody is missing: all 1 reports that were expected came"])
        // It stands below and must report nothing; the next one nobody registered.
        #expect(try ask("510104017003").notes == ["no report was expected"])
        let unknown = try ask("510104017009")
        #expect(unknown.rows.isEmpty)
        #expect(
            unknown.notes == ["no report was expected: 510104017009 is not registered. Is the code right?"])
        let all = try ask(nil)
        #expect(all.figures("unit", "state") == ["510104017002 missing"] && all.notes.isEmpty)
        try store.close()
    }

    @Test func `Who reports on behalf of others is reminded while it is open, then the unit itself is`()
        throws
    {
        let units = """
            code,name,closed,reports,reported_by
            510104017,街,2025-06-01,-,
            510104017001,甲,,coverage,510104017
            510104018,镇,,-,
            510104018001,乙,,coverage,510104018

            """
        let store = try ShippedStore(units: units)
        func deputies(_ day: String) throws -> [String] {
            try store.ask(["coverage"], "missing", period: "202504", on: day).figures("unit", "reported_by")
        }
        #expect(try deputies("20250531") == ["510104017001 510104017", "510104018001 510104018"])
        #expect(try deputies("20250601") == ["510104017001 -", "510104018001 510104018"])
        try store.close()
    }

    @Test func `The explanation counts what came of what was expected`() throws {
        var store = try ShippedStore(units: Self.units)
        try store.report("coverage", "510104017001", "202501", ["COV_TOTAL:park": 10])
        let missing = try store.ask(["coverage"], "missing", period: "202501", isExplained: true)
        #expect(missing.rows.count == 2)
        let due = missing.figures("due")[0]
        #expect(
            missing.notes.contains(
                "coverage 202501: 2 expected − 0 complete = 1 missing + 1 partial + 0 that disagree with the events held; due "
                    + due), "\(missing.notes)")
        #expect(
            missing.notes.contains { $0.hasPrefix("coverage: required are COV_TOTAL") }, "\(missing.notes)")
        let counts = try store.ask(["coverage"], "completeness", period: "202501", isExplained: true)
        #expect(
            counts.notes.contains { $0.hasPrefix("coverage: required are ") && $0.contains("days of grace") },
            "\(counts.notes)")
        #expect(try store.ask(["coverage"], "completeness", period: "202501").notes.isEmpty)
        try store.close()
    }
}
