import Catalogue
import Seeds
import Statistics
import Testing
import Wire

/// A stock stands no longer than its unit. January 2025 is month 660.
@Suite struct UnitEndTests {
    /// 2026-01-15.
    private static let now: Int64 = 1_768_435_200_000

    private static func report(_ unit: String, _ month: UInt32, _ staff: Int64) throws -> Report {
        Report(
            dataSet: 2, unit: try #require(UnitCode(unit)),
            key: .period(Period(type: .monthly, index: month)), savedAtMilliseconds: 1,
            values: [ReportValue(element: 11, options: [1], value: staff)])
    }

    /// What was reported of STAFF, by month or by unit and month.
    private static func staff(
        _ store: StatisticsStore, _ by: [String] = ["month"], unit: String? = nil
    ) throws -> [[String]: Int64] {
        let table = try store.answer(
            Query(
                items: ["STAFF"], unit: unit, by: by, periods: .init(first: "202501", last: "202512")),
            subtree: nil, nowMilliseconds: now)
        var staff: [[String]: Int64] = [:]
        for row in table.rows {
            let texts = row.prefix(by.count).map { if case .text(let text) = $0 { text } else { "" } }
            if case .number(let number) = row[by.count] { staff[texts] = number }
        }
        return staff
    }

    private func staff(
        _ rows: [[String]], _ reports: [Report], unit: String? = nil
    ) throws -> [[String]: Int64] {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let catalogue = try TestCatalogue.load()
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: TestUnits.load(rows, catalogue),
            nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
        defer { try? store.close() }
        return try Self.staff(store, unit: unit)
    }

    @Test func `Trap: a look-back past a closing`() throws {
        let reports = [try Self.report("510104017", 660, 10)]
        #expect(try staff([["510104017"]], reports) == [["202501"]: 10, ["202502"]: 10, ["202503"]: 10])
        // Closed in February, it is not open on the month's last day.
        #expect(try staff([["510104017", "", "2025-02-20"]], reports) == [["202501"]: 10])
        // Open on the last of February, closed on the first of March.
        #expect(
            try staff([["510104017", "", "2025-03-01"]], reports) == [["202501"]: 10, ["202502"]: 10])
        // What it reports for the month in which it closes counts in that month.
        #expect(try staff([["510104017", "", "2025-01-20"]], reports) == [["202501"]: 10])
        // Nobody knows that a unit has ended that is not registered.
        #expect(try staff([["510104018", "", "2025-01-20"]], reports).count == 3)
    }

    @Test func `Trap: a split community counted twice; successors start empty`() throws {
        let rows = [
            ["510104017", "", "2025-02-01", "", "510104018@2025-02-01 510104019@2025-02-01"],
            ["510104018", "2025-02-01"], ["510104019", "2025-02-01"],
        ]
        let reports = [
            try Self.report("510104017", 660, 10), try Self.report("510104018", 661, 4),
            try Self.report("510104019", 662, 6),
        ]
        #expect(
            try staff(rows, reports, unit: "5101") == [
                ["202501"]: 10, ["202502"]: 4, ["202503"]: 10, ["202504"]: 10, ["202505"]: 6,
            ])
        // History stays with the unit that reported it.
        #expect(try staff(rows, reports, unit: "510104017") == [["202501"]: 10])
        #expect(try staff(rows, reports, unit: "510104019")[["202501"]] == nil)
    }

    @Test func `A unit that opens again starts empty`() throws {
        let rows = [["510104017", "", "2025-02-10"], ["510104017", "2025-02-20", ""]]
        #expect(try staff(rows, [try Self.report("510104017", 660, 10)]) == [["202501"]: 10])
        #expect(try staff(rows, [try Self.report("510104017", 661, 10)]).count == 3)
    }

    @Test func `Other days of closing make the rollups anew, other names do not`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let catalogue = try TestCatalogue.load()
        var batches = BatchSource(seed: 1)
        let first = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, nowMilliseconds: Self.now)
        try first.apply(
            [batches.batch([try Self.report("510104017", 660, 10)].groups)], nowMilliseconds: Self.now)
        #expect(try Self.staff(first).count == 3)
        try first.close()
        for (rows, isAnew, months) in [
            ([["510104017"]], false, 3), ([["510104017", "", "2025-02-01"]], true, 1),
            ([["510104017", "", "2025-02-01"], ["5101"]], false, 1),
            ([["510104017", "", "2025-03-01"]], true, 2), ([["5101"]], true, 3),
        ] {
            let events = Events()
            let store = try StatisticsStore(
                folder: folder.path, catalogue: catalogue, units: TestUnits.load(rows, catalogue),
                nowMilliseconds: Self.now, report: events.note)
            #expect(events.all.isEmpty == !isAnew, "\(rows)")
            #expect(try Self.staff(store).count == months, "\(rows)")
            try store.close()
        }
    }

    @Test(arguments: [51, 52] as [UInt64])
    func `Any order of reports ends with the stocks that a model counts`(_ seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        // Days since 1970; 20089 is 2025-01-01. Month ends from January to June.
        let ends: [Int64] = [20_119, 20_147, 20_178, 20_208, 20_239, 20_269]
        let units = ["510104017", "510104018", "510104019", "510105"]
        var times: [String: [Range<Int64>]] = [:]
        for unit in units.dropLast() {
            let days = (0..<4).map { _ in Int64.random(in: 20_080...20_290, using: &random) }.sorted()
            times[unit] = [days[0]..<days[1], days[2]..<days[3]].filter { !$0.isEmpty }
        }
        let rows = times.flatMap { unit, times in
            times.map {
                [
                    unit, CivilDate(days: $0.lowerBound).description,
                    CivilDate(days: $0.upperBound).description,
                ]
            }
        }
        var standing: [String: [Int: Int64?]] = [:]
        var reports: [Report] = []
        for savedAt in 1...120 as ClosedRange<Int64> {
            let unit = units.randomElement(using: &random) ?? ""
            let month = Int.random(in: 0...5, using: &random)
            var report = try Self.report(unit, UInt32(660 + month), Int64.random(in: 1...9, using: &random))
            report.savedAtMilliseconds = savedAt
            if Int.random(in: 0...3, using: &random) == 0 {
                report.status = .retracted
                report.values = []
            }
            standing[unit, default: [:]][month] = .some(report.values.first?.value)
            reports.append(report)
        }
        var expected: [[String]: Int64] = [:]
        for (unit, values) in standing {
            for month in 0...5 {
                // The last report before or of the month, no more than two months old.
                guard
                    let from = (max(0, month - 2)...month).last(where: { values[$0].flatMap { $0 } != nil }),
                    let value = values[from].flatMap({ $0 })
                else { continue }
                let isSame =
                    times[unit].map { times in
                        times.contains { $0.contains(ends[from]) && $0.contains(ends[month]) }
                    } ?? true
                if from == month || isSame { expected[[unit, "20250\(month + 1)"]] = value }
            }
        }
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let catalogue = try TestCatalogue.load()
        let registry = try TestUnits.load(rows, catalogue)
        var batches = BatchSource(seed: seed)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: registry, nowMilliseconds: TestClock.early)
        try store.apply(
            batches.batches(batches.repeated(reports), largest: 5), nowMilliseconds: TestClock.early)
        let months = Set(expected.keys.map { $0[1] })
        func found(_ store: StatisticsStore) throws -> [[String]: Int64] {
            try Self.staff(store, ["unit:9", "month"]).filter { months.contains($0.key[1]) }
        }
        #expect(try found(store) == expected, "seed \(seed)")
        try store.close()
        let other = try TestCatalogue.load(monthlyLookBack: 0)
        try StatisticsStore(
            folder: folder.path, catalogue: other, units: registry, nowMilliseconds: TestClock.early
        ).close()
        let rebuilt = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: registry, nowMilliseconds: TestClock.early)
        #expect(try found(rebuilt) == expected, "seed \(seed), made anew")
        try rebuilt.close()
    }

    @Test func `The note on what stands from before gives its share`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        let reports = [
            try Self.report("510104017", 660, 10), try Self.report("510104018", 661, 4),
            try Self.report("510104019", 661, 6),
        ]
        try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
        let notes = try store.answer(
            Query(items: ["STAFF"], periods: .init(first: "202502", last: "202502")), subtree: nil,
            nowMilliseconds: Self.now
        ).notes
        #expect(
            notes.contains {
                $0.contains("stands from an earlier period") && $0.contains("1 of 3 reports (33.3 %)")
            })
        try store.close()
    }
}
