import Foundation
import Statistics
import Testing
import Wire

@Suite struct FoldTests {
    static let seeds: [UInt64] = [1, 2, 3, 20_260_315]

    @Test(arguments: seeds)
    func `Any order, repetition and split give what a dictionary and loops give`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var source = ReportSource(seed: seed)
        var batches = BatchSource(seed: seed)
        var model = StatisticsModel()
        let reports = source.reports(600)
        for batch in batches.batches(batches.repeated(reports)) {
            try store.apply([batch], nowMilliseconds: TestClock.early)
        }
        for report in reports { model.accept(report) }
        try Comparison(store: store, model: model).expectEverything("seed \(seed)")
        try store.flush()
        try Comparison(store: store, model: model, nowMilliseconds: 1_800_000_000_000)
            .expectEverything("seed \(seed), later")
        let counts = Dictionary(uniqueKeysWithValues: store.counts().map { ($0.name, $0.number) })
        #expect(counts["ledger_rows"] == Int64(model.current.count))
        #expect(counts["revisions"] == Int64(model.revisions))
        try store.close()
    }

    /// Each report goes to any collector, some to several; the aggregator reads their journals in turns.
    @Test(arguments: seeds)
    func `Any split over collectors gives what a dictionary and loops give`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var source = ReportSource(seed: seed)
        var model = StatisticsModel()
        let reports = source.reports(500)
        for report in reports { model.accept(report) }
        var shares = Array(repeating: [Report](), count: 3)
        for report in reports {
            for _ in 0...source.number(0...1) { shares[Int(source.number(0...2))].append(report) }
        }
        var journals = shares.enumerated().map { number, share in
            var batches = BatchSource(
                seed: seed + UInt64(number), journal: JournalID(high: 7, low: UInt64(number)))
            return batches.batches(batches.repeated(share))[...]
        }
        while let turn = journals.indices.filter({ !journals[$0].isEmpty }).randomElement(
            using: &source.random)
        {
            let batch = journals[turn].removeFirst()
            try store.apply([batch], nowMilliseconds: TestClock.early)
        }
        try Comparison(store: store, model: model).expectEverything("seed \(seed)")
        #expect(store.positions.count == 3)
        try store.close()
    }

    @Test(arguments: seeds)
    func `Flushing and opening again at any moment changes no statistic`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let limits = Limits(overlayKeys: 20, storeAfterMilliseconds: 10, logBytes: 50_000)
        var store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
            limits: limits)
        var source = ReportSource(seed: seed)
        var batches = BatchSource(seed: seed)
        var model = StatisticsModel()
        for _ in 0..<30 {
            let reports = source.reports(20)
            for report in reports { model.accept(report) }
            try store.apply(batches.batches(batches.repeated(reports)), nowMilliseconds: TestClock.early)
            switch source.number(0...3) {
            case 0: try store.flush()
            case 1:
                let positions = store.positions
                try store.close()
                store = try StatisticsStore(
                    folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
                    limits: limits)
                #expect(store.positions == positions)
                #expect(store.durablePositions == positions)
            default: break
            }
        }
        try Comparison(store: store, model: model).expectEverything("seed \(seed)")
        try store.close()
    }

    @Test func `What is refused is not folded [A15]`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var source = ReportSource(seed: 5)
        var batches = BatchSource(seed: 5)
        var model = StatisticsModel()
        let reports = source.reports(200)
        let refused = Set(reports.indices.filter { $0 % 3 == 1 })
        for (index, report) in reports.enumerated() where !refused.contains(index) { model.accept(report) }
        try store.apply([batches.batch(reports.groups, refused: refused)], nowMilliseconds: TestClock.early)
        try Comparison(store: store, model: model).expectEverything("refused")
        try store.close()
    }

    /// The values of the month are fewer than its reports, so that counting them would not tell.
    @Test func `An answer says that a stock stands from before, also where most units report other things`()
        throws
    {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        func report(_ unit: String, _ month: UInt32, option: UInt32) throws -> Report {
            Report(
                dataSet: 2, unit: try #require(UnitCode(unit)),
                key: .period(Period(type: .monthly, index: month)), savedAtMilliseconds: 1,
                values: [ReportValue(element: 11, options: [option], value: 5)])
        }
        func notes(_ month: String) throws -> [String] {
            try store.answer(
                Query(items: ["STAFF"], by: ["type"], periods: Query.Periods(first: month, last: month)),
                subtree: nil, nowMilliseconds: 1_800_000_000_000
            ).notes.filter { $0.contains("stands from an earlier period") }
        }
        let reports = [
            try report("510104", 660, option: 1), try report("510104017", 661, option: 2),
            try report("510104018", 661, option: 2),
        ]
        try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
        #expect(try notes("202501").isEmpty)
        #expect(try notes("202502").count == 1)
        // Once that unit has reported the month too, nothing stands from before.
        try store.apply(
            [batches.batch([try report("510104", 661, option: 1)].groups)], nowMilliseconds: TestClock.early)
        #expect(try notes("202502").isEmpty)
        try store.close()
    }

    @Test func `A retraction uncovers the earlier period and an empty form does not`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        let unit = try #require(UnitCode("510104"))
        func report(_ month: UInt32, _ savedAt: Int64, _ people: Int64?) -> Report {
            Report(
                dataSet: 2, unit: unit, key: .period(Period(type: .monthly, index: month)),
                savedAtMilliseconds: savedAt,
                values: people.map { [ReportValue(element: 11, options: [1], value: $0)] } ?? [])
        }
        func staff() throws -> [[ResultTable.Value]] {
            try store.answer(
                Query(items: ["STAFF"], by: ["month"]), subtree: nil, nowMilliseconds: 1_800_000_000_000
            ).withoutCompleteness.rows
        }
        // January 2025 is month 660.
        try store.apply(
            [batches.batch([report(660, 1, 10), report(662, 1, 30)].groups)], nowMilliseconds: TestClock.early
        )
        #expect(
            try staff() == [
                [.text("202501"), .number(10)], [.text("202502"), .number(10)],
                [.text("202503"), .number(30)],
            ])
        try store.apply([batches.batch([report(661, 1, nil)].groups)], nowMilliseconds: TestClock.early)
        #expect(try staff() == [[.text("202501"), .number(10)], [.text("202503"), .number(30)]])
        var retraction = report(661, 2, nil)
        retraction.status = .retracted
        try store.apply([batches.batch([retraction].groups)], nowMilliseconds: TestClock.early)
        #expect(try staff().count == 3)
        // An old resend does not bring the empty form back.
        try store.apply([batches.batch([report(661, 1, nil)].groups)], nowMilliseconds: TestClock.early)
        #expect(try staff().count == 3)
        try store.close()
    }
}
