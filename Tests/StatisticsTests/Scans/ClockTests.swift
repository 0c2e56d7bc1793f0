import Statistics
import Testing
import Wire

@Suite struct ClockTests {
    private static let hour: Int64 = 3_600_000

    private func report(_ period: UInt32, savedAt: Int64, _ value: Int64) throws -> Report {
        var report = Report(
            dataSet: 2, unit: try #require(UnitCode("5101")),
            key: .period(Period(type: .monthly, index: period)), savedAtMilliseconds: savedAt)
        report.values = [ReportValue(element: 13, value: value)]
        return report
    }

    @Test
    func `What lost against a newer form though it came later, and what is ahead; a long way is neither`()
        throws
    {
        var scanned = try ScannedStore()
        let start: Int64 = 1_735_800_000_000
        // An hour slow: saved after the other one was, it says earlier, and loses.
        try scanned.apply([try report(660, savedAt: start, 1)], receivedAt: start + 5_000, sender: 1)
        try scanned.apply(
            [try report(660, savedAt: start - Self.hour, 2)], receivedAt: start + 60_000, sender: 2)
        // Amended in order: nothing is wrong.
        try scanned.apply([try report(661, savedAt: start, 1)], receivedAt: start + 5_000, sender: 1)
        try scanned.apply([try report(661, savedAt: start + 9_000, 2)], receivedAt: start + 9_500, sender: 2)
        // Nine minutes fast; a minute is still taken for none.
        try scanned.apply([try report(662, savedAt: start + 540_000, 1)], receivedAt: start, sender: 3)
        try scanned.apply([try report(663, savedAt: start + 60_000, 1)], receivedAt: start, sender: 3)
        // Rows of a file that is taken over years later.
        for period in [664, 665] as [UInt32] {
            try scanned.apply(
                [try report(period, savedAt: start, 1)], receivedAt: start + 1_000 * 24 * Self.hour, sender: 4
            )
        }
        let table = try scanned.table("clocks")
        #expect(
            table.lines("problem", "key", "standing", "off_seconds", "in_force_sender") == [
                "lost 202501 superseded 3600 \(String(repeating: "01", count: 16))",
                "ahead 202503 in force 540 -",
            ])
        #expect(
            table.lines("saved_at", "received_at", "in_force_saved_at", "in_force_received_at").first
                == "2025-01-02T05:40:00.000Z 2025-01-02T06:41:00.000Z 2025-01-02T06:40:00.000Z "
                + "2025-01-02T06:40:05.000Z")
        // Six keys, two of them with a second version.
        #expect(table.ledgerRowsRead == 8)
        #expect(try scanned.table("clocks", period: ("202503", "202503")).lines("problem") == ["ahead"])
        try scanned.close()
    }

    @Test(arguments: FoldTests.seeds)
    func `Lost is what arrived after the report in force and was saved before it`(seed: UInt64) throws {
        let scanned = try ScannedStore(seed: seed)
        var expected: [String] = []
        for versions in Revisions(scanned.batches).byKey.values {
            for version in versions.dropFirst()
            where version.receivedAt > versions[0].receivedAt
                && version.report.savedAtMilliseconds < versions[0].report.savedAtMilliseconds
            {
                expected.append(
                    "lost \(Named.report(version.report)) \(version.report.savedAtMilliseconds % 10)")
            }
        }
        let got = try scanned.table("clocks").texts.map { row in
            let name = ["problem", "data_set", "unit", "key"].map { row[$0] ?? "-" }
            return (name + ["\(row["saved_at"]?.dropLast().last ?? "-")"]).joined(separator: " ")
        }
        #expect(got.sorted() == expected.sorted(), "seed \(seed)")
        #expect(!expected.isEmpty)
        try scanned.close()
    }
}
