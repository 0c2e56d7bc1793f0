import Catalogue
import Seeds
import Statistics
import Testing
import Wire

/// Whether all events are there: a return states how many there are, 0 included, and is compared unit by unit.
@Suite struct AgreementTests {
    private let catalogue: Catalogue
    /// 2025-03-01 noon in Shanghai.
    private static let now: Int64 = 1_740_801_600_000

    init() throws { catalogue = try Catalogue.shipped() }

    private func filed(_ unit: String, _ number: UInt64, savedAt: Int64 = 1) throws -> Report {
        let form = try #require(catalogue.dataSet("city-problem"))
        var report = Report(
            dataSet: form.id, unit: try #require(UnitCode(unit)),
            key: .event(EventID(high: 1, low: number)), savedAtMilliseconds: savedAt)
        report.occurrence = .day(20_100)  // 2025-01-12
        report.values = [ReportValue(element: try #require(catalogue.element("CP_FILED")).id, value: 1)]
        return report
    }

    private func statement(_ unit: String, _ cases: Int64?, savedAt: Int64 = 1) throws -> Report {
        let form = try #require(catalogue.dataSet("nil-report"))
        var report = Report(
            dataSet: form.id, unit: try #require(UnitCode(unit)),
            key: .period(Period(type: .monthly, index: 660)), savedAtMilliseconds: savedAt)
        let codes = [("NR_CP_FILED", cases), ("NR_RQ_DISPATCHED", 0)]
        report.values = try codes.compactMap { code, value in
            try value.map { ReportValue(element: try #require(catalogue.element(code)).id, value: $0) }
        }
        return report
    }

    @Test func `Events are complete where the number that was stated is the number held, unit by unit`()
        throws
    {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let streets = (1...5).map { "51010400\($0)" }
        let registry = try TestUnits.load(streets.map { [$0] }, catalogue)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: registry, nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        func apply(_ reports: [Report]) throws {
            try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
        }
        // 1 states 2 and holds 2, 2 states 0 and holds 1, 3 states 0 and holds 0, 4 states nothing, 5 leaves it open.
        try apply([
            try filed(streets[0], 1), try filed(streets[0], 2), try statement(streets[0], 2),
            try filed(streets[1], 3), try statement(streets[1], 0), try statement(streets[2], 0),
            try statement(streets[4], nil),
        ])
        func counts() throws -> [String: ResultTable.Value] {
            let table = try store.answer(
                Query(
                    items: ["city-problem"], unit: "510104", periods: .init(first: "202501", last: "202501"),
                    answer: "completeness"), subtree: nil, nowMilliseconds: Self.now)
            return Dictionary(
                uniqueKeysWithValues: zip(table.columns.map(\.name), table.rows.first ?? []))
        }
        var found = try counts()
        #expect(found["expected"] == .number(5) && found["actual"] == .number(2))
        #expect(found["disagreeing"] == .number(1) && found["partial"] == .number(1))
        #expect(found["reporting_rate"] == .number(400_000))
        let missing = try store.answer(
            Query(
                items: ["city-problem"], periods: .init(first: "202501", last: "202501"), answer: "missing"),
            subtree: nil, nowMilliseconds: Self.now)
        #expect(
            missing.rows.map { [$0[2], $0[5]] } == [
                [.text(streets[1]), .text("disagreeing")], [.text(streets[3]), .text("missing")],
                [.text(streets[4]), .text("partial")],
            ])
        // The number of the statistic carries it too.
        let cells = try store.answer(
            Query(items: ["CP_FILED"], by: ["month"]), subtree: nil, nowMilliseconds: Self.now)
        #expect(cells.rows == [[.text("202501"), .number(3), .number(2), .number(5)]])

        // A late event, an amended statement and a retraction set it right.
        try apply([try filed(streets[3], 4), try statement(streets[3], 1)])
        var gone = try filed(streets[1], 3, savedAt: 2)
        (gone.status, gone.occurrence, gone.values) = (.retracted, nil, [])
        try apply([gone, try statement(streets[4], 0, savedAt: 2)])
        found = try counts()
        #expect(found["actual"] == .number(5) && found["disagreeing"] == .number(0))
        try apply([try filed(streets[2], 5)])
        #expect(try counts()["disagreeing"] == .number(1))
        try store.close()
    }

    @Test(arguments: [61, 62] as [UInt64])
    func `Any order of events and statements agrees as a model does, also made anew`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        var random = SeededGenerator(seed: seed)
        let streets = (1...6).map { "51010400\($0)" }
        // By key the last state: cases by their number, statements by their street.
        var cases: [String: [UInt64: Bool]] = [:]
        var statements: [String: Int64?] = [:]
        var reports: [Report] = []
        for savedAt in 1...90 as ClosedRange<Int64> {
            let street = streets.randomElement(using: &random) ?? ""
            if Bool.random(using: &random) {
                let number = UInt64.random(in: 1...3, using: &random)
                var report = try filed(street, number, savedAt: savedAt)
                let isGone = Int.random(in: 0...2, using: &random) == 0
                if isGone { (report.status, report.occurrence, report.values) = (.retracted, nil, []) }
                cases[street, default: [:]][number] = !isGone
                reports.append(report)
            } else {
                let stated: Int64? =
                    Int.random(in: 0...4, using: &random) == 0 ? nil : Int64.random(in: 0...3, using: &random)
                statements[street] = .some(stated)
                reports.append(try statement(street, stated, savedAt: savedAt))
            }
        }
        var expected: [Int64] = [0, 0, 0]
        for (street, stated) in statements {
            let held = Int64((cases[street] ?? [:]).values.count { $0 })
            expected[stated == nil ? 1 : stated == held ? 0 : 2] += 1
        }
        func counts(_ store: StatisticsStore) throws -> [Int64] {
            let table = try store.answer(
                Query(items: ["city-problem"], answer: "completeness"), subtree: nil,
                nowMilliseconds: Self.now)
            return try ["actual", "partial", "disagreeing"].map { name in
                let place = try #require(table.columns.firstIndex { $0.name == name })
                guard case .number(let number)? = table.rows.first?[place] else { return -1 }
                return number
            }
        }
        var batches = BatchSource(seed: seed)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, nowMilliseconds: Self.now)
        try store.apply(batches.batches(batches.repeated(reports), largest: 4), nowMilliseconds: Self.now)
        #expect(try counts(store) == expected, "seed \(seed)")
        try store.close()
        // A unit that closes makes all of it anew.
        let rebuilt = try StatisticsStore(
            folder: folder.path, catalogue: catalogue,
            units: TestUnits.load([["51", "", "2030-01-01"]], catalogue),
            nowMilliseconds: Self.now)
        #expect(try counts(rebuilt) == expected, "seed \(seed), made anew")
        try rebuilt.close()
    }
}
