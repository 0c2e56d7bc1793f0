import Catalogue
import Seeds
import Statistics
import Testing
import Wire

/// Who has reported and when, compared with a model that counts one by one.
@Suite struct CompletenessTests {
    /// 2025-05-20 noon in Shanghai: all four months are over.
    private static let now: Int64 = 1_747_713_600_000

    private static let units: [CompletenessModel.Unit] = [
        .init(code: "51"), .init(code: "5101"), .init(code: "510104"), .init(code: "510104017"),
        .init(code: "510104018", closed: 20_147),  // on 2025-02-28, February's last day
        .init(code: "510104019", opened: 20_148), .init(code: "510105", opened: 20_100, closed: 20_200),
        .init(code: "510105001", mustReport: false), .init(code: "5102", closed: 20_209),
    ]
    private static let reporting =
        units.map(\.code).filter { $0.count > 2 } + ["510104099", "520101", "5203"]

    private static func registry() throws -> UnitRegistry {
        try TestUnits.load(
            units.map { unit in
                [
                    unit.code, unit.opened == .min ? "" : CivilDate(days: unit.opened).description,
                    unit.closed == .max ? "" : CivilDate(days: unit.closed).description,
                    unit.mustReport ? "" : "-",
                ]
            }, TestCatalogue.load())
    }

    /// Few keys, few times of saving, arrivals around the due day: most reports meet others.
    private static func arrivals(_ seed: UInt64) -> [CompletenessModel.Arrived] {
        var random = SeededGenerator(seed: seed)
        return (0..<500).compactMap { _ in
            let month = UInt32.random(in: 660...663, using: &random)
            guard let unit = UnitCode(reporting.randomElement(using: &random) ?? "") else { return nil }
            var report = Report(
                dataSet: 2, unit: unit, key: .period(Period(type: .monthly, index: month)),
                savedAtMilliseconds: Int64.random(in: 1...4, using: &random))
            switch Int.random(in: 0...9, using: &random) {
            case 0: report.status = .retracted
            case 1: break
            case 2: report.values = [ReportValue(element: 13, value: 1)]
            default:
                let value = Int64.random(in: 1...3, using: &random)
                report.values = [ReportValue(element: 11, options: [1], value: value)]
            }
            let due = (CompletenessModel.lastDays[month] ?? 0) + 5
            return .init(report: report, day: due + Int64.random(in: -4...4, using: &random))
        }
    }

    /// Each arrival once or several times, some repeated on a later day, in any order.
    private static func batches(
        _ arrivals: [CompletenessModel.Arrived], _ seed: UInt64
    ) -> [JournaledBatch] {
        var random = SeededGenerator(seed: seed &+ 1)
        var all = arrivals
        for arrived in arrivals where Bool.random(using: &random) {
            all.append(
                .init(report: arrived.report, day: arrived.day + Int64.random(in: 0...3, using: &random)))
        }
        return all.shuffled(using: &random).enumerated().map { index, arrived in
            // From the first to the last millisecond of the day in Shanghai.
            let millisecond = Bool.random(using: &random) ? 0 : 86_399_999 as Int64
            return JournaledBatch(
                mark: ChainMark(
                    at: JournalPosition(journal: BatchSource.journal, position: UInt64(index + 1)),
                    digest: [UInt8](repeating: 1, count: 32)),
                sender: [UInt8](repeating: 3, count: 16),
                receivedAtMilliseconds: (arrived.day * 86_400 - 8 * 3_600) * 1_000 + millisecond,
                groups: [arrived.report].groups)
        }
    }

    private static let columns = [
        "expected", "actual", "partial", "on_time", "on_time.standing", "unexpected",
    ]

    private func expect(_ store: StatisticsStore, _ model: CompletenessModel, _ comment: Comment) throws {
        for level in [nil, 4, 6, 9] as [Int?] {
            for byMonth in [true, false] {
                for within in ["", "5101", "510104018"] where within.count <= level ?? 16 {
                    let query = Query(
                        items: ["monthly"], unit: within.isEmpty ? nil : within,
                        by: (level.map { ["unit:\($0)"] } ?? []) + (byMonth ? ["month"] : []),
                        periods: .init(first: "202501", last: "202504"), answer: "completeness")
                    let table = try store.answer(query, subtree: nil, nowMilliseconds: Self.now)
                    var found: [[String]: [Int64]] = [:]
                    for row in table.rows {
                        func cell(_ name: String) -> ResultTable.Value? {
                            table.columns.firstIndex { $0.name == name }.map { row[$0] }
                        }
                        let place = ["unit", "month"].map { name in
                            if case .text(let text)? = cell(name) { text } else { "*" }
                        }
                        found[place] = Self.columns.map { name in
                            if case .number(let number)? = cell(name) { number } else { -1 }
                        }
                    }
                    let expected = model.counts(
                        level: level, byMonth: byMonth, months: [660, 661, 662, 663], within: within)
                    #expect(found == expected, comment)
                }
            }
        }
    }

    @Test(arguments: [41, 42, 43] as [UInt64])
    func `Any order and repetition, any restart and any rebuild count as one by one`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let registry = try Self.registry()
        var model = CompletenessModel(Self.units)
        let arrivals = Self.arrivals(seed)
        for arrived in arrivals { model.accept(arrived) }
        var rest = Self.batches(arrivals, seed)[...]
        // Half of them, then what the store has on its disk.
        for catalogue in [try TestCatalogue.load(), try TestCatalogue.load()] {
            let store = try StatisticsStore(
                folder: folder.path, catalogue: catalogue, units: registry, nowMilliseconds: TestClock.early)
            let end = rest.count > arrivals.count ? rest.count / 2 : rest.count
            for first in stride(from: 0, to: end, by: 7) {
                let part = rest.dropFirst(first).prefix(min(7, end - first))
                try store.apply(Array(part), nowMilliseconds: TestClock.early)
            }
            rest = rest.dropFirst(end)
            try store.close()
        }
        #expect(rest.isEmpty)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), units: registry,
            nowMilliseconds: TestClock.early)
        try expect(store, model, "seed \(seed)")
        try store.close()
        let rebuilding = Events()
        let rebuilt = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(monthlyLookBack: 0), units: registry,
            nowMilliseconds: TestClock.early, report: rebuilding.note)
        #expect(!rebuilding.all.isEmpty)
        try expect(rebuilt, model, "seed \(seed), made anew")
        try rebuilt.close()
    }

    @Test func `Without registered units expected is unknown and what came is shown`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        let report = Report(
            dataSet: 2, unit: try #require(UnitCode("510104")),
            key: .period(Period(type: .monthly, index: 660)), savedAtMilliseconds: 1,
            values: [ReportValue(element: 11, options: [1], value: 5)])
        var batches = BatchSource(seed: 1)
        try store.apply([batches.batch([report].groups)], nowMilliseconds: TestClock.early)
        let table = try store.answer(
            Query(items: ["monthly"], answer: "completeness"), subtree: nil, nowMilliseconds: Self.now)
        #expect(table.columns.map(\.name).prefix(3) == ["data_set", "expected", "actual"])
        #expect(table.rows.map { Array($0.prefix(3)) } == [[.text("monthly"), .none, .number(1)]])
        #expect(table.rows[0].suffix(2) == [.none, .none])
        #expect(table.notes.count { $0.contains("no units are registered") } == 1)
        let cells = try store.answer(
            Query(items: ["FOUND", "STAFF", "FILED"]), subtree: nil, nowMilliseconds: Self.now)
        #expect(
            cells.columns.map(\.name).suffix(4)
                == ["monthly.actual", "monthly.expected", "cases.actual", "cases.expected"])
        #expect(cells.rows.map { $0.suffix(4) } == [[.number(1), .none, .none, .none]])
        #expect(cells.notes.count { $0.contains("no units are registered") } == 1)
        #expect(throws: QueryError.self) {
            try store.answer(
                Query(items: ["*"], answer: "missing"), subtree: nil, nowMilliseconds: Self.now)
        }
        try store.close()
    }

    @Test func `A month that is not over is expected of nobody`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), units: Self.registry(),
            nowMilliseconds: TestClock.early)
        func expected(_ nowMilliseconds: Int64) throws -> [[ResultTable.Value]] {
            try store.answer(
                Query(
                    items: ["monthly"], by: ["month"], periods: .init(first: "202501", last: "202503"),
                    answer: "completeness"), subtree: nil, nowMilliseconds: nowMilliseconds
            ).rows.map { Array($0[1...2]) }
        }
        // The last second of 2025-02-28 in Shanghai, and the one after it. Open on the last of January: 5101, 510104,
        // 510104017, 510104018, 510105 and 5102; 510104018 is not on the last of February.
        let end: Int64 = (20_148 * 86_400 - 8 * 3_600) * 1_000
        #expect(try expected(end - 1_000) == [[.text("202501"), .number(6)]])
        #expect(
            try expected(end) == [[.text("202501"), .number(6)], [.text("202502"), .number(5)]])
        try store.close()
    }

    @Test func `Every statistic carries how complete the reporting behind its row is`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), units: Self.registry(),
            nowMilliseconds: TestClock.early)
        func report(_ unit: String, _ month: UInt32, _ element: UInt32) throws -> Report {
            Report(
                dataSet: 2, unit: try #require(UnitCode(unit)),
                key: .period(Period(type: .monthly, index: month)), savedAtMilliseconds: 1,
                values: [ReportValue(element: element, options: [1], value: 5)])
        }
        var batches = BatchSource(seed: 1)
        let reports = [
            try report("510104017", 660, 11), try report("510104018", 660, 12), try report("510104", 661, 11),
            try report("510104017", 661, 11), try report("5102", 661, 11),
        ]
        try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
        func behind(_ items: [String], _ by: [String], _ periods: [String]) throws -> [[ResultTable.Value]] {
            let table = try store.answer(
                Query(items: items, by: by, periods: .init(first: periods[0], last: periods[1])),
                subtree: nil, nowMilliseconds: Self.now)
            return table.rows.map { Array($0.prefix(by.count) + $0.suffix(2)) }
        }
        // A report without what is required is not among the actual ones, although its numbers count.
        #expect(
            try behind(["FOUND"], ["unit:6", "month"], ["202501", "202502"]) == [
                [.text("510104"), .text("202501"), .number(1), .number(3)]
            ])
        #expect(
            try behind(["FOUND", "STAFF"], ["unit:6", "month"], ["202501", "202502"]) == [
                [.text("510104"), .text("202501"), .number(1), .number(3)],
                [.text("510104"), .text("202502"), .number(2), .number(2)],
                [.text("5102"), .text("202502"), .number(1), .number(1)],
            ])
        // A flow is of all months, a stock of the last one.
        #expect(try behind(["FOUND"], [], ["202501", "202502"]) == [[.number(4), .number(11)]])
        #expect(try behind(["STAFF"], [], ["202501", "202502"]) == [[.number(3), .number(5)]])
        // Rows of one unit and month have the same beside them, whatever their option.
        #expect(
            try behind(["STAFF"], ["type"], ["202502", "202502"]) == [
                [.text("water"), .number(3), .number(5)]
            ])
        try store.close()
    }

    @Test func `Who has not reported is listed with what is missing and since when`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let catalogue = try TestCatalogue.load()
        let registry = try TestUnits.load(
            [["510104"], ["510104017"], ["510104018"], ["510104019", "2025-03-01"]], catalogue)
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, units: registry, nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        let partial = Report(
            dataSet: 2, unit: try #require(UnitCode("510104018")),
            key: .period(Period(type: .monthly, index: 661)), savedAtMilliseconds: 1)
        let whole = Report(
            dataSet: 2, unit: try #require(UnitCode("510104")),
            key: .period(Period(type: .monthly, index: 661)), savedAtMilliseconds: 1,
            values: [ReportValue(element: 11, options: [1], value: 0)])
        try store.apply([batches.batch([partial, whole].groups)], nowMilliseconds: TestClock.early)
        func missing(_ now: Int64, _ period: String?) throws -> [[ResultTable.Value]] {
            try store.answer(
                Query(
                    items: ["monthly"], periods: period.map { .init(first: $0, last: $0) }, answer: "missing"),
                subtree: nil, nowMilliseconds: now
            ).rows
        }
        // Noon of 2025-03-08 in Shanghai: February was due on the 5th.
        let rows = try missing(1_741_406_400_000, nil)
        #expect(
            rows.map { Array($0.prefix(6)) } == [
                [
                    .text("monthly"), .text("202502"), .text("510104017"), .text("2025-03-05"), .number(3),
                    .text("missing"),
                ],
                [
                    .text("monthly"), .text("202502"), .text("510104018"), .text("2025-03-05"), .number(3),
                    .text("partial"),
                ],
            ])
        // Before that nothing is overdue, and a month that is not over is not asked for.
        #expect(try missing(1_740_974_400_000, nil).allSatisfy { $0[4] == .number(0) })
        #expect(try missing(1_741_406_400_000, "202503").isEmpty)
        #expect(try missing(Self.now, "202503").count == 4)
        try store.close()
    }
}
