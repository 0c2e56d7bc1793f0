import Catalogue
import Statistics
import Testing
import Wire

@Suite struct BacklogTests {
    /// The columns of numbers.
    private static let numbers = [
        "open", "deferred", "overdue", "due_soon", "no_deadline", "age_0_7", "age_8_30", "age_31_90",
        "age_91_365", "age_over_365",
    ]

    /// A backlog from a loop over all reports: numbers in their order and the day of the oldest, by the texts of the
    /// dimensions.
    private static func model(
        _ reports: some Sequence<Report>, on day: Int64, hasEnded: Bool, _ place: (Report) -> String?
    ) -> [String: ([Int], Int64?)] {
        var counts: [String: ([Int], Int64?)] = [:]
        for report in reports where report.dataSet == 1 && report.status == .values {
            guard let filed = Named.day(report.occurrence), let place = place(report) else { continue }
            func date(_ element: UInt32) -> Int64? {
                report.values.first { $0.element == element }.map(Named.day)
            }
            var (numbers, oldest) = counts[place] ?? (Array(repeating: 0, count: 10), nil)
            defer { counts[place] = (numbers, oldest) }
            let isOpen = filed <= day && (date(3).map { $0 > day } ?? true)
            guard isOpen else { continue }
            numbers[0] += 1
            let age = day - filed
            numbers[age <= 7 ? 5 : age <= 30 ? 6 : age <= 90 ? 7 : age <= 365 ? 8 : 9] += 1
            oldest = min(oldest ?? filed, filed)
            let isDeferred = report.values.contains { $0.element == 30 && $0.value > 0 }
            if isDeferred {
                numbers[1] += 1
            } else if let due = date(2) {
                let lastDay = hasEnded ? day : day - 1
                if due <= lastDay { numbers[2] += 1 } else if due <= day + 3 { numbers[3] += 1 }
            } else {
                numbers[4] += 1
            }
        }
        return counts
    }

    private func expect(
        _ table: ResultTable, _ model: [String: ([Int], Int64?)], _ dimensions: [String], _ comment: Comment
    ) {
        var got: [String: [Int]] = [:]
        for row in table.texts {
            got[dimensions.map { row[$0] ?? "" }.joined(separator: " ")] = Self.numbers.map {
                Int(row[$0] ?? "") ?? -1
            }
        }
        #expect(got == model.mapValues(\.0), comment)
        #expect(table.rows.count == model.count && !model.isEmpty, comment)
    }

    @Test(arguments: FoldTests.seeds)
    func `As of now, of the end of a month and of a day it is what a loop over all cases counts`(seed: UInt64)
        throws
    {
        let scanned = try ScannedStore(seed: seed)
        let current = scanned.model.current.values
        let moments: [((String, String)?, Int64, Bool)] = [
            (nil, ScannedStore.today, false),
            (("2025", "2025"), ScannedStore.today, false),
            // 31 January 2025 and 9 February 2025.
            (("202412", "202501"), 20_119, true), (("20250209", "20250209"), 20_128, true),
        ]
        let options: [UInt32: String] = [1: "water", 2: "air"]
        for (period, day, hasEnded) in moments {
            let comment: Comment = "seed \(seed), \(period?.1 ?? "now")"
            expect(
                try scanned.table("backlog", period: period),
                Self.model(current, on: day, hasEnded: hasEnded) { _ in "" }, [], comment)
            expect(
                try scanned.table("backlog", ["cases"], by: ["unit:6", "type"], period: period),
                Self.model(current, on: day, hasEnded: hasEnded) { report in
                    let type = report.options.lazy.compactMap { options[$0] }.first ?? ""
                    return "\(report.unit.prefix(6) ?? report.unit) \(type)"
                }, ["unit", "type"], comment)
            expect(
                try scanned.table(
                    "backlog", unit: "5101", by: ["unit:9"], period: period,
                    filters: [.init(category: "urgency", option: "acute")]),
                Self.model(current, on: day, hasEnded: hasEnded) { report in
                    report.options.contains(3) && report.unit.description.hasPrefix("5101")
                        ? "\(report.unit)" : nil
                }, ["unit"], comment)
        }
        try scanned.close()
    }

    @Test func `A period that has not begun has no backlog, one that goes on has that of now`() throws {
        let scanned = try ScannedStore(seed: 5, reports: 40)
        let error = #expect(throws: QueryError.self) {
            try scanned.table("backlog", period: ("202504", "202504"))
        }
        #expect(error?.message.english.contains("202504 has not begun") == true)
        #expect(error?.message.chinese.contains("202504 尚未开始") == true)
        let march = try scanned.table("backlog", period: ("202503", "202503"))
        #expect(march.rows == (try scanned.table("backlog").rows))
        try scanned.close()
    }

    @Test func `The explanation says by which dates, and what of the reports is not open`() throws {
        var scanned = try ScannedStore()
        let today = ScannedStore.today
        var water = try filed(1, today - 5, [])
        water.options = [1]
        var retracted = try filed(4, today - 5, [])
        (retracted.status, retracted.values) = (.retracted, [])
        try scanned.apply(
            [
                water, try filed(2, today - 9, [ReportValue(element: 3, kind: .day, value: today)]),
                try filed(3, today + 1, []), retracted, try filed(5, today - 1, []),
            ], receivedAt: 2_000, sender: 1)
        func notes(_ filters: [Query.Filter]) throws -> [String] {
            try scanned.store.answer(
                Query(items: ["*"], filters: filters, answer: "backlog", isExplained: true), subtree: nil,
                nowMilliseconds: ScannedStore.now
            ).notes
        }
        let all = try notes([])
        #expect(
            all.contains(
                "cases: of 5 reports that were read 2 are open; left out: 1 closed, 1 that occurred later, 1 retracted, 0 with "
                    + "other options than asked for"), "\(all)")
        #expect(
            all.contains { $0.hasPrefix("cases: open = it occurred by 2025-03-20 and has no ") }, "\(all)")
        let water1 = try notes([.init(category: "type", option: "water")])
        #expect(
            water1.contains {
                $0.contains("of 5 reports that were read 1 are open") && $0.contains(" 3 with other")
            },
            "\(water1)")
        #expect(try scanned.table("backlog").notes.allSatisfy { !$0.contains("left out") })
        try scanned.close()
    }

    private func filed(_ number: UInt64, _ day: Int64, _ values: [ReportValue]) throws -> Report {
        var report = Report(
            dataSet: 1, unit: try #require(UnitCode("510104")), key: .event(EventID(high: 3, low: number)),
            savedAtMilliseconds: 1_000, occurrence: .day(day))
        report.values = values
        return report
    }

    @Test func `Deadlines of yesterday, today, in three days and in four; a deferred case is none of them`()
        throws
    {
        var scanned = try ScannedStore()
        let today = ScannedStore.today
        func due(_ days: Int64) -> ReportValue { ReportValue(element: 2, kind: .day, value: today + days) }
        try scanned.apply(
            [
                try filed(1, today - 400, [due(-1)]), try filed(2, today - 7, [due(0)]),
                try filed(3, today - 8, [due(3)]), try filed(4, today - 91, [due(4)]),
                try filed(5, today, [due(-1), ReportValue(element: 30, value: 1)]),
                try filed(6, today, []), try filed(7, today + 1, [due(-1)]),
                try filed(8, today - 9, [ReportValue(element: 3, kind: .day, value: today)]),
            ], receivedAt: 2_000, sender: 1)
        let now = try scanned.table("backlog")
        let row = try #require(now.texts.first)
        #expect(Self.numbers.map { row[$0] } == ["6", "1", "1", "2", "1", "3", "1", "0", "1", "1"])
        #expect(row["oldest"] == "2024-02-14" && row["data_set"] == "cases")
        #expect(now.notes.contains { $0.hasPrefix("as of 2025-03-20, which has not ended") })
        // At the end of yesterday the case of today was not closed, and yesterday's deadline was over.
        let yesterday = try scanned.table("backlog", period: ("20250319", "20250319"))
        let before = try #require(yesterday.texts.first)
        #expect(Self.numbers.prefix(5).map { before[$0] } == ["5", "0", "1", "1", "1"])
        #expect(now.columns.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty })
        try scanned.close()
    }
}
