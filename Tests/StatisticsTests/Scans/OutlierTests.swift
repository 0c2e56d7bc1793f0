import Seeds
import Testing
import Wire

@testable import Statistics

@Suite struct OutlierTests {
    /// The formula as it is printed, in floating point; |z| within 3.5.
    private static func isUsual(_ value: Int64, _ history: [Int64]) -> Bool? {
        func median(_ values: [Double]) -> Double {
            let sorted = values.sorted()
            let middle = sorted.count / 2
            return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
        }
        let values = history.map(Double.init)
        let center = median(values)
        let mad = max(1, median(values.map { abs($0 - center) }))
        let score = abs(0.6745 * (Double(value) - center) / mad)
        // So near the threshold floating point does not tell.
        return abs(score - 3.5) < 1e-9 ? nil : score < 3.5
    }

    @Test(arguments: FoldTests.seeds)
    func `The range holds exactly the values whose modified z-score is within 3.5`(seed: UInt64) throws {
        print("seed \(seed)")
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let spread = Int64.random(in: 0...1_000, using: &random)
            let center = Int64.random(in: -1_000_000...1_000_000, using: &random)
            let history = (0..<Int.random(in: 6...36, using: &random)).map { _ in
                center + Int64.random(in: -spread...spread, using: &random)
            }
            let range = try #require(UsualRange(history: history, whole: 1))
            for edge in [range.least, range.greatest] {
                for value in edge - 2...edge + 2 {
                    guard let isUsual = Self.isUsual(value, history) else { continue }
                    #expect(range.contains(value) == isUsual, "seed \(seed), \(value) after \(history)")
                }
            }
        }
    }

    @Test func `Hand-computed ranges`() throws {
        // Median 11.5, distances 1.5 0.5 0.5 1.5 0.5 0.5: MAD 0.5 counts as 1, 3.5 ÷ 0.6745 = 5.19.
        let steady = try #require(UsualRange(history: [10, 12, 11, 13, 12, 11], whole: 1))
        #expect(steady.least == 7 && steady.greatest == 16 && steady.medianTwice == 23)
        // Median 100, distances 50 30 10 0 10 30 50: MAD 30, reach 155.67.
        let wide = try #require(UsualRange(history: [50, 70, 90, 100, 110, 130, 150], whole: 1))
        #expect(wide.least == -55 && wide.greatest == 255 && wide.medianTwice == 200)
        // Always 7: five more or less is still usual. In hundredths, 5.18.
        #expect(UsualRange(history: [7, 7, 7, 7, 7, 7], whole: 1)?.greatest == 12)
        #expect(UsualRange(history: [700, 700, 700, 700, 700, 700], whole: 100)?.greatest == 1_218)
        #expect(UsualRange(history: [1, 2, 3, 4, 5], whole: 1) == nil)
    }

    /// A monthly return of 2025 with staff of both types.
    private func report(_ month: UInt32, water: Int64?, air: Int64?, unit: String = "510104") throws -> Report
    {
        var report = Report(
            dataSet: 2, unit: try #require(UnitCode(unit)),
            key: .period(Period(type: .monthly, index: 660 + month - 1)), savedAtMilliseconds: 1_000)
        for (option, value) in [(1, water), (2, air)] as [(UInt32, Int64?)] {
            if let value { report.values.append(ReportValue(element: 11, options: [option], value: value)) }
        }
        return report
    }

    @Test func `A value outside the unit's own history is listed with what is usual there`() throws {
        var scanned = try ScannedStore()
        let water: [Int64] = [10, 12, 11, 13, 12, 11, 30, 12]
        for (index, value) in water.enumerated() {
            try scanned.apply(
                [
                    try report(UInt32(index + 1), water: value, air: index < 5 ? 3 : index == 5 ? nil : 900),
                    // What another unit reports is no history of this one.
                    try report(UInt32(index + 1), water: 500, air: nil, unit: "510105"),
                ], receivedAt: 2_000, sender: 1)
        }
        let table = try scanned.table("outliers")
        #expect(
            table.lines(
                "unit", "key", "element", "options", "value", "usual_least", "usual_greatest", "median")
                == [
                    "510104 202507 STAFF type=water 30 7 16 11.5",
                    // Air was reported in five months, then not, then twice: six earlier values only in the last month.
                    "510104 202508 STAFF type=air 900 0 8 3.0",
                ])
        #expect(table.lines("periods") == ["6", "6"])
        #expect(table.notes.contains { $0.contains("Iglewicz and Hoaglin") })
        // The history of an asked period reaches back before it; an earlier outlier is not asked for.
        let august = try scanned.table("outliers", ["STAFF"], period: ("202508", "202508"))
        #expect(august.lines("key", "options") == ["202508 type=air"])
        #expect(try scanned.table("outliers", ["FOUND"]).rows.isEmpty)
        // It counts all the same.
        let cells = try scanned.store.answer(
            Query(items: ["STAFF"], unit: "510104", by: ["month"]), subtree: nil,
            nowMilliseconds: ScannedStore.now)
        #expect(cells.lines("month", "STAFF").contains("202507 930"))
        try scanned.close()
    }
}
