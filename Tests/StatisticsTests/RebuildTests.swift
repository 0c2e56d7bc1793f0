import Foundation
import GRDB
import Statistics
import Testing
import Wire

@Suite struct RebuildTests {
    @Test(arguments: [11, 12] as [UInt64])
    func `A catalogue that counts differently makes the rollups anew`(_ seed: UInt64) throws {
        print("seed \(seed)")
        let folder = TemporaryFolder()
        defer { folder.remove() }
        var source = ReportSource(seed: seed)
        var batches = BatchSource(seed: seed)
        var model = StatisticsModel()
        let reports = source.reports(500)
        for report in reports { model.accept(report) }
        let first = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        try first.apply(batches.batches(batches.repeated(reports)), nowMilliseconds: TestClock.early)
        try first.close()

        for lookBack in [0, 3, 2] {
            let events = Events()
            let store = try StatisticsStore(
                folder: folder.path, catalogue: TestCatalogue.load(monthlyLookBack: lookBack),
                nowMilliseconds: TestClock.early,
                report: events.note)
            #expect(!events.all.isEmpty)
            model.monthlyLookBack = UInt32(lookBack)
            try Comparison(store: store, model: model).expectEverything("seed \(seed), look-back \(lookBack)")
            try store.close()
        }
    }

    @Test func `A store of the first layout is made anew and never misread`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        var source = ReportSource(seed: 31)
        var batches = BatchSource(seed: 31)
        var model = StatisticsModel()
        let reports = source.reports(300)
        for report in reports { model.accept(report) }
        let first = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        try first.apply(batches.batches(batches.repeated(reports)), nowMilliseconds: TestClock.early)
        let positions = first.positions
        try first.close()
        let file = try DatabaseQueue(path: folder.path + "/statistics.sqlite")
        // As that layout had it, with cells that would be read otherwise today.
        try file.write { database in
            try database.execute(
                sql: """
                    DROP TABLE rollup;
                    CREATE TABLE rollup (
                        scope INTEGER NOT NULL, period INTEGER NOT NULL, cells BLOB NOT NULL, PRIMARY KEY (scope, period));
                    INSERT INTO rollup VALUES (4294967296, 660, x'0102020102020304');
                    DELETE FROM grdb_migrations WHERE identifier = '2';
                    UPDATE shaping SET digest = zeroblob(32);
                    """)
        }
        try file.close()

        let events = Events()
        let second = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early,
            report: events.note)
        #expect(!events.all.isEmpty)
        #expect(second.positions == positions)
        try Comparison(store: second, model: model).expectEverything("made anew")
        try second.close()
        let third = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        try Comparison(store: third, model: model).expectEverything("opened again")
        try third.close()
    }

    @Test func `Another comment in the catalogue rebuilds nothing`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        var source = ReportSource(seed: 1)
        var batches = BatchSource(seed: 1)
        let first = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        try first.apply(batches.batches(source.reports(50)), nowMilliseconds: TestClock.early)
        try first.close()
        let events = Events()
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(withComment: "new"),
            nowMilliseconds: TestClock.early, report: events.note)
        #expect(events.all.isEmpty)
        try store.close()
    }

    @Test func `What the catalogue does not know waits for one that does`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        var batches = BatchSource(seed: 1)
        let unit = try #require(UnitCode("510104"))
        func report(_ id: UInt64, _ values: [ReportValue]) -> Report {
            Report(
                dataSet: 1, unit: unit, key: .event(EventID(high: 0, low: id)), savedAtMilliseconds: 1,
                occurrence: .day(20_100), values: values)
        }
        let known = report(1, [ReportValue(element: 1, value: 1)])
        let unknown = report(2, [ReportValue(element: 1, value: 1), ReportValue(element: 9, value: 5)])
        let query = Query(items: ["FILED"])
        let old = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        try old.apply([batches.batch([known, unknown].groups)], nowMilliseconds: TestClock.early)
        let before = try old.answer(query, subtree: nil, nowMilliseconds: TestClock.early)
        #expect(before.withoutCompleteness.rows == [[.number(1)]])
        #expect(before.notes.contains { $0.hasPrefix("1 reports of cases are left out") })
        try old.close()

        let catalogue = try TestCatalogue.load(newElement: true)
        let new = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, nowMilliseconds: TestClock.early)
        let after = try new.answer(
            Query(items: ["FILED", "NEWER"]), subtree: nil, nowMilliseconds: TestClock.early)
        #expect(after.withoutCompleteness.rows == [[.number(2), .number(5)]])
        #expect(!after.notes.contains { $0.contains("are left out") })
        try new.close()
    }
}
