import Statistics
import Testing
import Wire

@Suite struct QueryTests {
    private static func store(_ folder: TemporaryFolder) throws -> StatisticsStore {
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var source = ReportSource(seed: 9)
        var batches = BatchSource(seed: 9)
        try store.apply(batches.batches(source.reports(300)), nowMilliseconds: TestClock.early)
        return store
    }

    private static let now: Int64 = 1_800_000_000_000

    /// What is asked, and what the refusal must say.
    static let refusals: [(Query, [String])] = [
        (Query(items: ["FILD"]), ["FILD", "Did you mean FILED"]),
        (Query(items: []), ["name an element"]),
        (Query(items: ["FILED", "FILED"]), ["twice"]),
        (Query(items: ["DUE_AT"]), ["DUE_AT", "date"]),
        (Query(items: ["FILED"], by: ["tipe"]), ["tipe", "type"]),
        (Query(items: ["FILED"], by: ["month", "month"]), ["twice"]),
        (Query(items: ["FILED"], by: ["unit:5"]), ["unit:5", "unit:6 or unit:district"]),
        (Query(items: ["FILED"], by: ["reason"]), ["FILED", "reason", "type, urgency"]),
        (Query(items: ["POP"], by: ["type"]), ["POP", "no category"]),
        (Query(items: ["FILED", "POP"], by: ["type"]), ["POP", "type"]),
        (Query(items: ["POP"], by: ["month"]), ["POP", "year"]),
        (Query(items: ["STAFF"], by: ["week"]), ["STAFF", "month or quarter or half or year"]),
        (Query(items: ["FILED"], filters: [.init(category: "type", option: "watr")]), ["watr", "water"]),
        (Query(items: ["FILED"], filters: [.init(category: "typ", option: "water")]), ["typ", "type"]),
        (Query(items: ["POP"], filters: [.init(category: "type", option: "air")]), ["POP", "type=air"]),
        (
            Query(
                items: ["FILED"],
                filters: [.init(category: "type", option: "air"), .init(category: "type", option: "water")]),
            ["twice"]
        ),
        (Query(items: ["VISITORS"]), ["VISITORS", "several periods", "month"]),
        (Query(items: ["VISITORS"], by: ["quarter"]), ["VISITORS", "by month"]),
        (Query(items: ["WEAK"]), ["WEAK", "reason", "overlap"]),
        (Query(items: ["FILED"], unit: "51010"), ["51010", "2, 4, 6, 9"]),
        (Query(items: ["FILED"], unit: "51a1"), ["51a1"]),
        (Query(items: ["FILED"], unit: "510104", by: ["unit:4"]), ["unit:4", "unit:6"]),
        (Query(items: ["FILED"], periods: .init(first: "202503", last: "202501")), ["backwards"]),
        (Query(items: ["FILED"], periods: .init(first: "202503", last: "2025")), ["one type"]),
        (Query(items: ["FILED"], periods: .init(first: "202513", last: "202513")), ["202513"]),
        (Query(items: ["POP"], periods: .init(first: "202501", last: "202501")), ["POP", "year", "2025"]),
        (Query(items: ["FILED"], periods: .init(first: "20250102", last: "20250131")), ["month", "202501"]),
    ]

    @Test func `A question that cannot be answered rightly is refused with what to ask instead [V6]`() throws
    {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try Self.store(folder)
        for (query, words) in Self.refusals {
            do throws(QueryError) {
                let table = try store.answer(query, subtree: nil, nowMilliseconds: Self.now)
                Issue.record("\(query) was answered with \(table.rows.count) rows")
            } catch {
                #expect(error.outcome == .badQuery)
                for word in words { #expect(error.description.contains(word), "\(error)") }
            }
        }
        try store.close()
    }

    @Test func `Nobody sees outside their subtree`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try Self.store(folder)
        let subtree = UnitCode("5101")
        let mine = try store.answer(
            Query(items: ["FILED"], by: ["unit:4"]), subtree: subtree, nowMilliseconds: Self.now)
        #expect(mine.rows.map { $0[0] } == [.text("5101")])
        for unit in ["51", "5102", "52"] {
            #expect(throws: QueryError.self) {
                do throws(QueryError) {
                    _ = try store.answer(
                        Query(items: ["FILED"], unit: unit), subtree: subtree, nowMilliseconds: Self.now)
                } catch {
                    #expect(error.outcome == .notPermitted)
                    throw error
                }
            }
        }
        try store.close()
    }

    @Test func `Whole periods of another length are the same question`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try Self.store(folder)
        func rows(_ first: String, _ last: String) throws -> [[ResultTable.Value]] {
            try store.answer(
                Query(items: ["FILED", "MINUTES"], by: ["month"], periods: .init(first: first, last: last)),
                subtree: nil, nowMilliseconds: Self.now
            ).rows
        }
        let months = try rows("202501", "202503")
        #expect(!months.isEmpty)
        #expect(try rows("2025Q1", "2025Q1") == months)
        #expect(try rows("20250101", "20250331") == months)
        try store.close()
    }

    @Test func `A filter leaves the rows of its option`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try Self.store(folder)
        let all = try store.answer(
            Query(items: ["FILED", "STAFF"], by: ["type", "unit:6"]), subtree: nil, nowMilliseconds: Self.now)
        let water = try store.answer(
            Query(
                items: ["FILED", "STAFF"], by: ["unit:6"], filters: [.init(category: "type", option: "water")]
            ),
            subtree: nil, nowMilliseconds: Self.now)
        #expect(water.rows == all.rows.filter { $0[0] == .text("water") }.map { Array($0.dropFirst()) })
        #expect(!water.rows.isEmpty)
        let acute = try store.answer(
            Query(items: ["ACUTE_RATE"]), subtree: nil, nowMilliseconds: Self.now)
        let told = try store.answer(
            Query(items: ["ON_TIME_RATE"], by: ["urgency"]), subtree: nil, nowMilliseconds: Self.now)
        let row = try #require(told.rows.first { $0[0] == .text("acute") })
        #expect(acute.withoutCompleteness.rows == [Array(row.dropFirst().prefix(3))])
        #expect(
            acute.withoutCompleteness.columns.map(\.name) == [
                "ACUTE_RATE", "ACUTE_RATE.numerator", "ACUTE_RATE.denominator",
            ])
        #expect(acute.columns[0].kind == .decimal(scale: 4, isPercent: true))
        try store.close()
    }

    @Test func `A deadline has passed when its day has ended in the catalogue's time zone`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        let unit = try #require(UnitCode("510104"))
        // Due on 2025-03-31 at 09:00 in Shanghai; that day ends at 16:00 UTC.
        let due = ReportValue(element: 2, kind: .instant, value: 1_743_382_800)
        let report = Report(
            dataSet: 1, unit: unit, key: .event(EventID(high: 1, low: 1)), savedAtMilliseconds: 1,
            occurrence: .day(20_100), values: [due])
        try store.apply([batches.batch([report].groups)], nowMilliseconds: TestClock.early)
        let query = Query(items: ["FELL_DUE"], by: ["month"])
        let midnight: Int64 = 1_743_436_800_000
        let before = try store.answer(query, subtree: nil, nowMilliseconds: midnight - 1)
        #expect(before.rows.isEmpty)
        let after = try store.answer(query, subtree: nil, nowMilliseconds: midnight)
        #expect(after.withoutCompleteness.rows == [[.text("202503"), .number(1)]])
        let rate = try store.answer(
            Query(items: ["ON_TIME_RATE"]), subtree: nil, nowMilliseconds: midnight)
        #expect(rate.withoutCompleteness.rows == [[.number(0), .number(0), .number(1)]])
        try store.close()
    }

    @Test func `An answer costs the same over ten times the reports`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: TestCatalogue.load(), nowMilliseconds: TestClock.early)
        var batches = BatchSource(seed: 1)
        let units = ["510104", "510105", "5102"].compactMap { UnitCode($0) }
        func costs() throws -> [UInt64] {
            let queries = [
                Query(items: ["FILED"]),
                Query(items: ["FILED", "MINUTES", "ON_TIME_RATE"], by: ["unit:6", "month", "type"]),
            ]
            return try queries.flatMap { query in
                let table = try store.answer(query, subtree: nil, nowMilliseconds: Self.now)
                #expect(table.cellsRead > 0)
                return [table.cellsRead, table.ledgerRowsRead]
            }
        }
        var count = 0
        func apply(upTo total: Int) throws {
            while count < total {
                let reports = (count..<count + 1_000).map { number -> Report in
                    let day = Int64(20_100 + number / 6 % 60)
                    let option = UInt32(number / 3 % 2 + 1)
                    let minutes = Int64(number / 360 % 20)
                    return Report(
                        dataSet: 1, unit: units[number % 3],
                        key: .event(EventID(high: 3, low: UInt64(number))), savedAtMilliseconds: 1,
                        occurrence: .day(day), options: [option],
                        values: [
                            ReportValue(element: 1, value: 1),
                            ReportValue(element: 2, kind: .day, value: day),
                            ReportValue(element: 7, value: minutes),
                        ])
                }
                try store.apply([batches.batch(reports.groups)], nowMilliseconds: TestClock.early)
                count += 1_000
            }
        }
        try apply(upTo: 10_000)
        let small = try costs()
        try apply(upTo: 100_000)
        #expect(try costs() == small)
        let total = try store.answer(Query(items: ["FILED"]), subtree: nil, nowMilliseconds: Self.now)
        #expect(total.withoutCompleteness.rows == [[.number(100_000)]])
        try store.close()
    }
}
