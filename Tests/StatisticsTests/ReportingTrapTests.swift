import Catalogue
import Statistics
import Testing
import Wire

/// The rows of the table of traps that are about who has reported. January 2025 is month 660, due on 2025-02-05.
@Suite struct ReportingTrapTests {
    /// 2026-01-15.
    private static let now: Int64 = 1_768_435_200_000
    /// 2025-02-04 and 2025-02-20, noon in Shanghai.
    private static let early: Int64 = 1_738_641_600_000
    private static let late: Int64 = 1_740_024_000_000

    private static func unit(_ number: Int) -> String { "510104\(100 + number)" }

    private static func january(_ number: Int, _ staff: Int64?, savedAt: Int64 = 1) throws -> Report {
        Report(
            dataSet: 2, unit: try #require(UnitCode(unit(number))),
            key: .period(Period(type: .monthly, index: 660)), savedAtMilliseconds: savedAt,
            values: staff.map { [ReportValue(element: 11, options: [1], value: $0)] } ?? [])
    }

    /// The columns of January by their names.
    private func january(
        _ rows: [[String]], _ sent: [(reports: [Report], arrival: Int64)]
    ) throws -> [String: ResultTable.Value] {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let catalogue = try TestCatalogue.load()
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: TestUnits.load(rows, catalogue),
            nowMilliseconds: TestClock.early)
        for (index, part) in sent.enumerated() {
            let mark = ChainMark(
                at: JournalPosition(journal: BatchSource.journal, position: UInt64(index + 1)),
                digest: [UInt8](repeating: 1, count: 32))
            try store.apply(
                [
                    JournaledBatch(
                        mark: mark, sender: [UInt8](repeating: 3, count: 16),
                        receivedAtMilliseconds: part.arrival, groups: part.reports.groups)
                ], nowMilliseconds: TestClock.early)
        }
        let table = try store.answer(
            Query(
                items: ["monthly"], periods: .init(first: "202501", last: "202501"), answer: "completeness"),
            subtree: nil, nowMilliseconds: Self.now)
        try store.close()
        return Dictionary(uniqueKeysWithValues: zip(table.columns.map(\.name), table.rows.first ?? []))
    }

    @Test func `Trap: on time judged by the standing revision`() throws {
        let found = try january(
            (0..<300).map { [Self.unit($0)] },
            [
                (try (0..<300).map { try Self.january($0, 5) }, Self.early),
                (try (0..<90).map { try Self.january($0, 6, savedAt: 2) }, Self.late),
            ])
        // Percent with four decimals; as they stand it would be 210 of 300.
        #expect(found["on_time"] == .number(300) && found["on_time_rate"] == .number(1_000_000))
        #expect(found["on_time.standing"] == .number(210))
    }

    @Test func `Trap: today's registry for last year`() throws {
        let found = try january(
            (0..<300).map { $0 < 280 ? [Self.unit($0)] : [Self.unit($0), "", "2025-06-01"] },
            [(try (0..<280).map { try Self.january($0, 5) }, Self.early)])
        #expect(found["actual"] == .number(280) && found["expected"] == .number(300))
        #expect(found["reporting_rate"] == .number(933_333))
    }

    @Test func `Trap: an empty form counted as reported`() throws {
        let found = try january(
            (0..<10).map { [Self.unit($0)] }, [(try (0..<10).map { try Self.january($0, nil) }, Self.early)])
        #expect(found["actual"] == .number(0) && found["partial"] == .number(10))
        #expect(found["reporting_rate"] == .number(0))
    }

    @Test func `More returns than were expected are shown, not cut to 100 %`() throws {
        let found = try january(
            (0..<4).map { [Self.unit($0)] }, [(try (0..<5).map { try Self.january($0, 5) }, Self.early)])
        #expect(found["reporting_rate"] == .number(1_250_000) && found["unexpected"] == .number(1))
    }
}
