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
}
