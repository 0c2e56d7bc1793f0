import Statistics
import Testing
import Wire

@Suite struct ViolationTests {
    /// What of a report breaks the test catalogue's rules, written out rule by rule: rule, options, left, right.
    private static func breaches(_ report: Report) -> [String] {
        guard report.status == .values else { return [] }
        func value(_ element: UInt32, _ option: UInt32? = nil) -> ReportValue? {
            report.values.first { $0.element == element && (option == nil || $0.options == [option ?? 0]) }
        }
        switch report.dataSet {
        case StatisticsModel.yearly:
            guard let people = value(21)?.value, let urban = value(22)?.value, urban > people else {
                return []
            }
            return ["URBAN_IN_POP - \(urban) \(people)"]
        case StatisticsModel.monthly:
            var found: [String] = []
            for (option, name) in [(1, "water"), (2, "air")] as [(UInt32, String)] {
                let staff = value(11, option)?.value
                let spots = value(12, option)?.value
                if staff != nil || spots != nil, spots ?? 0 > (staff ?? 0) + 20 {
                    found.append("FOUND_IN_STAFF type=\(name) \(spots ?? 0) \((staff ?? 0) + 20)")
                }
            }
            let staff = report.values.filter { $0.element == 11 }
            let sum = staff.reduce(0) { $0 + $1.value }
            let visitors = value(13)?.value
            if !staff.isEmpty, let visitors, sum < visitors {
                found.append("STAFF_OVER_VISITORS - \(sum) \(visitors)")
            }
            let old = value(16, 5)?.value ?? 0
            if old > visitors ?? 0 { found.append("OLD_IN_VISITORS - \(old) \(visitors ?? 0)") }
            return found
        default: return caseBreaches(report, value(2), value(3), value(8), value(1))
        }
    }

    private static func caseBreaches(
        _ report: Report, _ due: ReportValue?, _ closed: ReportValue?, _ cost: ReportValue?,
        _ filed: ReportValue?
    ) -> [String] {
        var found: [String] = []
        if let due, let closed {
            let isEarlier =
                due.kind == .instant && closed.kind == .instant
                ? closed.value < due.value : Named.day(closed) < Named.day(due)
            if isEarlier { found.append("CLOSED_LATER") }
        }
        if let due {
            var isSame = Named.day(due) == Named.day(report.occurrence)
            if case .instant(let seconds)? = report.occurrence, due.kind == .instant {
                isSame = due.value == seconds
            }
            if !isSame { found.append("FILED_ON_DUE") }
        }
        // Of scale 2; counted only in acute cases.
        let hundredths = report.options.contains(3) ? cost?.value ?? 0 : 0
        let limit = 3 - (filed?.value ?? 0)
        if hundredths > limit * 100 { found.append("ACUTE_COST") }
        return found
    }

    @Test(arguments: FoldTests.seeds)
    func `Every report in force that breaks a rule is listed with both sides, and no other`(seed: UInt64)
        throws
    {
        let scanned = try ScannedStore(seed: seed)
        let table = try scanned.table("violations")
        var expected: [String] = []
        for report in scanned.model.current.values {
            for breach in Self.breaches(report) { expected.append("\(Named.report(report)) \(breach)") }
        }
        let got = table.texts.map { row in
            let name = ["data_set", "unit", "key", "rule"].map { row[$0] ?? "-" }
            let sides = row["data_set"] == "cases" ? [] : ["options", "left", "right"].map { row[$0] ?? "-" }
            return (name + sides).joined(separator: " ")
        }
        #expect(got.sorted() == expected.sorted(), "seed \(seed)")
        #expect(!expected.isEmpty && table.ledgerRowsRead == UInt64(scanned.model.current.count))
        let places = table.rows.map { $0.prefix(3).map { "\($0)" } }
        #expect(
            zip(places, places.dropFirst()).allSatisfy { $0[0] != $1[0] || $0[1] <= $1[1] }, "not in order")
        try scanned.close()
    }

    @Test func `Unit, period, form, rule and credential narrow the list`() throws {
        let scanned = try ScannedStore(seed: 21)
        let all = try scanned.table("violations").texts
        func narrowed(_ table: ResultTable, _ isWanted: ([String: String]) -> Bool) {
            #expect(table.texts == all.filter(isWanted))
            #expect(!table.rows.isEmpty)
        }
        narrowed(try scanned.table("violations", unit: "5101")) { $0["unit"]?.hasPrefix("5101") == true }
        narrowed(try scanned.table("violations", subtree: "52")) { $0["unit"]?.hasPrefix("52") == true }
        narrowed(try scanned.table("violations", ["monthly"])) { $0["data_set"] == "monthly" }
        narrowed(try scanned.table("violations", ["FOUND_IN_STAFF", "yearly"])) {
            $0["rule"] == "FOUND_IN_STAFF" || $0["data_set"] == "yearly"
        }
        narrowed(try scanned.table("violations", ["monthly"], period: ("202501", "202502"))) {
            $0["data_set"] == "monthly" && ["202501", "202502"].contains($0["key"])
        }
        // A year's return lies within two years, in no month; a month's within the quarter.
        narrowed(try scanned.table("violations", ["yearly", "monthly"], period: ("2025Q1", "2025Q1"))) {
            ["202501", "202502", "202503"].contains($0["key"])
        }
        try scanned.close()
    }

    @Test func `Sides are written in the element's decimals and dates as they were sent`() throws {
        var scanned = try ScannedStore()
        var report = Report(
            dataSet: 1, unit: try #require(UnitCode("5101")), key: .event(EventID(high: 1, low: 2)),
            savedAtMilliseconds: 5, occurrence: .day(20_100), options: [3])
        report.values = [
            ReportValue(element: 1, value: 1), ReportValue(element: 2, kind: .day, value: 20_100),
            ReportValue(element: 3, kind: .instant, value: 20_099 * 86_400),
            ReportValue(element: 8, value: 201),
        ]
        try scanned.apply([report], receivedAt: 10, sender: 1)
        let table = try scanned.table("violations")
        #expect(
            table.lines("rule", "rule.name", "must_hold", "left", "right") == [
                "CLOSED_LATER Order CLOSED_AT >= DUE_AT 2025-01-11T08:00:00+08:00 2025-01-12",
                "ACUTE_COST Cost COST{urgency=acute} <= -FILED + 3 2.01 2.00",
            ])
        #expect(table.columns.allSatisfy { !$0.chinese.isEmpty && !$0.english.isEmpty })
        try scanned.close()
    }
}
