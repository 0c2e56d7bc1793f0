import Statistics
import Testing
import Wire

/// What counts only once a day has ended.
@Suite struct DayTests {
    private static let day: Int64 = 86_400_000
    /// 2025-01-01 in Shanghai: from here to June deadlines of the reports pass.
    private static let start: Int64 = 1_735_660_800_000

    @Test(arguments: FoldTests.seeds)
    func `Days that end between batches, questions and restarts leave what counting at the end gives`(
        _ seed: UInt64
    ) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let limits = Limits(overlayKeys: 20, storeAfterMilliseconds: 10, logBytes: 50_000)
        var now = Self.start
        var store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: now, limits: limits)
        var source = ReportSource(seed: seed)
        var batches = BatchSource(seed: seed)
        var model = StatisticsModel()
        for _ in 0..<25 {
            let reports = source.reports(20)
            for report in reports { model.accept(report) }
            try store.apply(batches.batches(batches.repeated(reports)), nowMilliseconds: now)
            now += source.number(0...12) * Self.day + source.number(0...Self.day)
            switch source.number(0...4) {
            case 0:
                try store.close()
                store = try StatisticsStore(
                    folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: now, limits: limits
                )
            case 1:
                try Comparison(store: store, model: model, nowMilliseconds: now)
                    .expectEverything("seed \(seed), at \(now)")
            default: break
            }
        }
        try Comparison(store: store, model: model, nowMilliseconds: now).expectEverything("seed \(seed)")
        try store.close()
    }

    @Test func `A clock that was ahead is noticed: said while it lasts, counted anew at the next start`()
        throws
    {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: Self.start)
        var source = ReportSource(seed: 5)
        var batches = BatchSource(seed: 5)
        var model = StatisticsModel()
        let reports = source.reports(300)
        for report in reports { model.accept(report) }
        try store.apply(batches.batches(reports), nowMilliseconds: Self.start + 3_000 * Self.day)
        let now = Self.start + 60 * Self.day
        let query = Query(items: ["FELL_DUE"])
        let wrong = try store.answer(query, subtree: nil, nowMilliseconds: now)
        #expect(
            wrong.notes.contains { $0.contains("clock went back") && $0.contains("20330320") },
            "\(wrong.notes)")
        try store.close()

        let mended = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: now)
        try Comparison(store: mended, model: model, nowMilliseconds: now).expectEverything("mended")
        let right = try mended.answer(query, subtree: nil, nowMilliseconds: now)
        #expect(!right.notes.contains { $0.contains("clock") })
        #expect(right.rows != wrong.rows)
        try mended.close()
    }
}
