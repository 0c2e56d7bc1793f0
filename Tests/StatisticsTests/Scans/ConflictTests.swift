import Statistics
import Testing
import Wire

@Suite struct ConflictTests {
    @Test(arguments: FoldTests.seeds)
    func `Every key under which two clients wrote differently is listed with all its versions`(seed: UInt64)
        throws
    {
        let scanned = try ScannedStore(seed: seed)
        var expected: [String] = []
        for versions in Revisions(scanned.batches).byKey.values {
            var isConflict = false
            for one in versions {
                for other in versions where one.sender != other.sender && one.content != other.content {
                    isConflict = true
                }
            }
            guard isConflict else { continue }
            for (index, version) in versions.enumerated() {
                expected.append(
                    "\(Named.report(version.report)) \(index == 0 ? "in force" : "superseded") "
                        + "\(Self.time(version.report.savedAtMilliseconds)) \(Self.time(version.receivedAt)) "
                        + String(repeating: "0\(version.sender[0])", count: 16))
            }
        }
        let table = try scanned.table("conflicts")
        let got = table.lines("data_set", "unit", "key", "standing", "saved_at", "received_at", "sender")
        #expect(got.sorted() == expected.sorted(), "seed \(seed)")
        #expect(!expected.isEmpty)
        try scanned.close()
    }

    /// All times of the tests lie within a second of two days.
    private static func time(_ milliseconds: Int64) -> String {
        let (day, start): (String, Int64) =
            milliseconds < 1_735_800_000_000
            ? ("2025-01-01T02:53:20.", 1_735_700_000_000) : ("2025-01-02T06:40:00.", 1_735_800_000_000)
        let rest = "\(milliseconds - start)"
        return day + String(repeating: "0", count: 3 - rest.count) + rest + "Z"
    }

    @Test func `Versions are written as report CSV names their columns, and the first stands`() throws {
        var scanned = try ScannedStore()
        var report = Report(
            dataSet: 1, unit: try #require(UnitCode("5101")), key: .event(EventID(high: 0, low: 7)),
            savedAtMilliseconds: 1_735_700_000_000, occurrence: .day(20_100), options: [1, 3])
        report.values = [ReportValue(element: 1, value: 2), ReportValue(element: 8, value: -150)]
        var later = report
        later.savedAtMilliseconds += 1
        later.status = .retracted
        (later.occurrence, later.options, later.values) = (nil, [], [])
        var month = Report(
            dataSet: 2, unit: try #require(UnitCode("5101")),
            key: .period(Period(type: .monthly, index: 660)), savedAtMilliseconds: 1_735_700_000_000)
        month.values = [ReportValue(element: 11, options: [2], value: 5), ReportValue(element: 13, value: 6)]
        var amended = month
        amended.savedAtMilliseconds += 1
        amended.values.removeLast()
        try scanned.apply([report, month], receivedAt: 1_735_800_000_000, sender: 1)
        try scanned.apply([later], receivedAt: 1_735_800_000_000, sender: 2)
        // One client may change its mind.
        try scanned.apply([amended], receivedAt: 1_735_800_000_000, sender: 1)
        let table = try scanned.table("conflicts")
        #expect(
            table.lines("data_set", "standing", "content") == [
                "cases in force retracted",
                "cases superseded 2025-01-12 type=water urgency=acute FILED=2 COST=-1.50",
            ])
        let none = try scanned.table("conflicts", ["monthly"])
        #expect(none.rows.isEmpty && none.notes == ["nothing was found in the 2 reports that were read"])
        // Two revisions were read, and what stands over them.
        #expect(table.ledgerRowsRead == 4)
        try scanned.apply([month], receivedAt: 1_735_700_000_000, sender: 3)
        let monthly = try scanned.table("conflicts", ["monthly"], period: ("202501", "202501"))
        #expect(
            monthly.lines("standing", "content") == [
                "in force STAFF:air=5", "superseded STAFF:air=5 VISITORS=6",
            ])
        // A retracted event has the day of its other versions.
        #expect(try scanned.table("conflicts", ["cases"], period: ("202502", "202502")).rows.isEmpty)
        #expect(try scanned.table("conflicts", ["cases"], period: ("202501", "202501")).rows.count == 2)
        try scanned.close()
    }

    @Test(arguments: FoldTests.seeds)
    func `Ids that live under several units are listed with all of them`(seed: UInt64) throws {
        let scanned = try ScannedStore(seed: seed)
        func expected(_ unit: String) -> [String] {
            let living = scanned.model.current.values.filter {
                $0.dataSet == 1 && $0.status == .values && $0.unit.description.hasPrefix(unit)
            }
            return Dictionary(grouping: living, by: \.key).values.filter { $0.count > 1 }
                .flatMap { group in group.map { "\(Named.report($0)) \(group.count)" } }
        }
        let table = try scanned.table("repeated-ids")
        #expect(table.lines("data_set", "unit", "key", "units").sorted() == expected("").sorted())
        let within = try scanned.table("repeated-ids", ["cases"], unit: "51")
        #expect(within.lines("data_set", "unit", "key", "units").sorted() == expected("51").sorted())
        #expect(!expected("51").isEmpty, "seed \(seed)")
        let keys = table.texts.map { $0["key"] ?? "" }
        #expect(keys == keys.sorted())
        try scanned.close()
    }
}
