import Statistics
import Testing
import Wire

@Suite struct ScanLimitTests {
    private static let answers = ["violations", "outliers", "conflicts", "repeated-ids", "clocks", "backlog"]

    @Test func `A question that would read too many reports is refused, a smaller one is answered`() throws {
        let scanned = try ScannedStore(seed: 31, limits: Limits(scannedRows: 60))
        for answer in ["violations", "outliers", "repeated-ids", "clocks", "backlog"] {
            let error = #expect(throws: QueryError.self) { try scanned.table(answer) }
            #expect(error?.outcome == .badQuery, "\(answer)")
            #expect(error?.description.contains("more than 60 reports. Ask for a smaller unit") == true)
        }
        let small = try scanned.table("violations", ["yearly"], unit: "510104")
        #expect(small.ledgerRowsRead <= 60 && small.ledgerRowsRead > 0)
        try scanned.close()
    }

    @Test func `A long list is cut and says how long it is`() throws {
        let whole = try ScannedStore(seed: 33)
        let cut = try ScannedStore(seed: 33, limits: Limits(listedRows: 7))
        for answer in ["violations", "conflicts", "repeated-ids", "clocks"] {
            let all = try whole.table(answer)
            let first = try cut.table(answer)
            #expect(first.rows == Array(all.rows.prefix(7)), "\(answer)")
            #expect(
                first.notes.first?.hasPrefix("the first 7 of \(all.rows.count) are listed") == true,
                "\(answer): \(first.notes)")
        }
        try whole.close()
        try cut.close()
    }

    @Test func `The answer is as of everything applied, also what is not stored yet`() throws {
        var scanned = try ScannedStore(seed: 35, reports: 50)
        let before = try scanned.table("violations")
        var report = Report(
            dataSet: 3, unit: try #require(UnitCode("510104")),
            key: .period(Period(type: .yearly, index: 99)), savedAtMilliseconds: 1_000)
        report.values = [ReportValue(element: 21, value: 1), ReportValue(element: 22, value: 2)]
        try scanned.apply([report], receivedAt: 2_000, sender: 1)
        let after = try scanned.table("violations")
        #expect(after.rows.count == before.rows.count + 1)
        #expect(after.asOf.map(\.position.position) == [UInt64(scanned.batches.count)])
        try scanned.close()
    }

    @Test func `What cannot be asked so is refused with what can`() throws {
        let scanned = try ScannedStore(seed: 37, reports: 20)
        func message(_ body: () throws -> ResultTable) -> String {
            #expect(throws: QueryError.self) { _ = try body() }?.description ?? ""
        }
        for answer in Self.answers {
            let (typed, meant) = answer == "outliers" ? ("montly", "monthly") : ("caes", "cases")
            #expect(
                message { try scanned.table(answer, [typed]) }.contains("Did you mean \(meant)"), "\(answer)")
            #expect(message { try scanned.table(answer, ["*", "cases"]) }.contains("nothing beside it"))
            #expect(message { try scanned.table(answer, unit: "51x") }.contains("not a unit's code"))
            #expect(message { try scanned.table(answer, period: ("202502", "202501")) }.contains("backwards"))
            #expect(
                message { try scanned.table(answer, unit: "52", subtree: "51") }.contains("lies outside 51"))
        }
        for answer in Self.answers.dropLast() {
            #expect(message { try scanned.table(answer, by: ["month"]) }.contains("lists single reports"))
        }
        #expect(message { try scanned.table("outliers", ["cases"]) }.contains("one of monthly, yearly"))
        #expect(message { try scanned.table("repeated-ids", ["monthly"]) }.contains("one of cases"))
        #expect(message { try scanned.table("backlog", ["monthly"]) }.contains("one of cases"))
        #expect(message { try scanned.table("backlog", by: ["month"]) }.contains("of one moment"))
        #expect(
            message { try scanned.table("backlog", by: ["reason"]) }.contains("expected one of type, urgency")
        )
        #expect(
            message { try scanned.table("backlog", unit: "510104", by: ["unit:4"]) }.contains("lies above"))
        #expect(
            message { try scanned.table("backlog", by: ["unit:6", "unit:9"]) }.contains("one level at a time")
        )
        #expect(message { try scanned.table("backlog", by: ["type", "type"]) }.contains("asked for twice"))
        for answer in ["completeness", "missing"] {
            #expect(
                message { try scanned.table(answer, ["montly"]) }.contains("Did you mean monthly"),
                "\(answer)")
        }
        #expect(message { try scanned.table("violation") }.contains("Did you mean violations"))
        try scanned.close()
    }
}
