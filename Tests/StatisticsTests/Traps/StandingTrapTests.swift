import Statistics
import Testing
import Wire

/// Trap: what stands from before set against what happened now.
@Suite struct StandingTrapTests {
    /// 510104 reports January and February, 510105 January alone: its stock stands in February.
    private func store() throws -> ShippedStore {
        var store = try ShippedStore()
        for (unit, month) in [
            ("510104017001", "202501"), ("510104017001", "202502"), ("510105001001", "202501"),
        ] {
            try store.report(
                "check-in", unit, month,
                ["CI_DONE": 100, "CI_ACTIVE": 60, "CI_WISH_DONE": 30, "CI_WISH_OPEN": 10])
        }
        return store
    }

    @Test func `A unit that has not reported is in neither part of a rate of persons`() throws {
        let store = try store()
        let table = try store.ask(["CI_ACTIVE_RATE"], by: ["month"], period: "202501..202502")
        // In February 60 of 100; 60 of 200 would lay its lateness to the members of the late unit.
        #expect(
            table.figures("month", "CI_ACTIVE_RATE", "CI_ACTIVE_RATE.numerator", "CI_ACTIVE_RATE.denominator")
                == ["202501 60.0000 120 200", "202502 60.0000 60 100"])
        // The stock itself stands all the same.
        let stock = try store.ask(["CI_DONE"], by: ["month"], period: "202501..202502")
        #expect(stock.figures("month", "CI_DONE") == ["202501 200", "202502 200"])
        #expect(!table.notes.contains { $0.contains("stands from an earlier period") })
        #expect(stock.notes.contains { $0.contains("stands from an earlier period") })
        try store.close()
    }

    @Test func `Over a range that holds its last report, what stands of a unit belongs to what it did`()
        throws
    {
        let store = try store()
        // January and February: 90 done, and 10 open of each unit at the end, whichever month said so.
        let both = try store.ask(["CI_WISH_RATE"], period: "202501..202502")
        #expect(
            both.figures("CI_WISH_RATE", "CI_WISH_RATE.numerator", "CI_WISH_RATE.denominator")
                == ["81.8182 90 110"])
        let february = try store.ask(["CI_WISH_RATE"], period: "202502")
        #expect(
            february.figures("CI_WISH_RATE", "CI_WISH_RATE.numerator", "CI_WISH_RATE.denominator")
                == ["75.0000 30 40"])
        // Since January the range holds it too.
        let trend = try store.ask(["CI_WISH_RATE"], "trend", by: ["month"], period: "202502")
        #expect(trend.figures("month", "CI_WISH_RATE", "CI_WISH_RATE.ytd") == ["202502 75.0000 81.8182"])
        try store.close()
    }

    @Test func `A report that comes later takes its place in both parts, and its retraction gives it up`()
        throws
    {
        var store = try store()
        let late = try store.filled(
            "check-in", "510105001001", "202502", ["CI_DONE": 300, "CI_ACTIVE": 30])
        try store.apply(late)
        #expect(
            try store.ask(["CI_ACTIVE_RATE"], period: "202502")
                .figures("CI_ACTIVE_RATE", "CI_ACTIVE_RATE.denominator") == ["22.5000 400"])
        var gone = late
        gone.status = .retracted
        gone.values = []
        gone.savedAtMilliseconds += 1
        try store.apply(gone)
        #expect(
            try store.ask(["CI_ACTIVE_RATE"], period: "202502")
                .figures("CI_ACTIVE_RATE", "CI_ACTIVE_RATE.denominator") == ["60.0000 100"])
        try store.close()
    }

    @Test func `A unit that fell silent has no part in a rate of what was done over what stands`() throws {
        var store = try ShippedStore()
        // The look-back of check-in is two months: of 510105 nothing stands in May.
        for (unit, months) in [("510104017001", 1...5), ("510105001001", 1...2)] {
            for month in months {
                try store.report(
                    "check-in", unit, "20250\(month)",
                    ["CI_DONE": 100, "CI_ACTIVE": 60, "CI_WISH_DONE": 30, "CI_WISH_OPEN": 10])
            }
        }
        let rate = ["CI_WISH_RATE", "CI_WISH_RATE.numerator", "CI_WISH_RATE.denominator"]
        func asked(_ by: [String], _ period: String) throws -> ResultTable {
            try store.ask(["CI_WISH_RATE"], by: by, period: period)
        }
        // In April it still stands: 120 and 60 were done, and 10 are open of each.
        #expect(try asked([], "202501..202504").figures(rate[0], rate[1], rate[2]) == ["90.0000 180 200"])
        // In May it does not: 150 done by the other, and its 10 that are open.
        #expect(try asked([], "202501..202505").figures(rate[0], rate[1], rate[2]) == ["93.7500 150 160"])
        let districts = try asked(["unit:district"], "202501..202505")
        #expect(districts.figures("unit", rate[0], rate[1], rate[2]) == ["510104 93.7500 150 160"])
        // The months by themselves are as they were reported.
        let months = try asked(["month"], "202501..202505")
        #expect(
            months.figures("month", rate[0], rate[1], rate[2]) == [
                "202501 75.0000 60 80", "202502 75.0000 60 80", "202503 75.0000 30 40",
                "202504 75.0000 30 40", "202505 75.0000 30 40",
            ])
        // Since January: in each month of those whose wishes stand then.
        let trend = try store.ask(["CI_WISH_RATE"], "trend", by: ["month"], period: "202502..202505")
        #expect(
            trend.figures("month", "CI_WISH_RATE.ytd") == [
                "202502 85.7143", "202503 88.2353", "202504 90.0000", "202505 93.7500",
            ])
        // What was done is counted all the same.
        #expect(try store.ask(["CI_WISH_DONE"], period: "202501..202505").figures("CI_WISH_DONE") == ["210"])
        try store.close()
    }

    @Test func `A last report that lacks what stands takes what was done before out of the rate too`() throws
    {
        var store = try ShippedStore()
        let whole =
            ["CI_DONE": 100, "CI_ACTIVE": 60, "CI_WISH_DONE": 30, "CI_WISH_OPEN": 10] as [String: Int64]
        for (unit, month) in [
            ("510104017001", "202501"), ("510104017001", "202502"), ("510105001001", "202501"),
        ] { try store.report("check-in", unit, month, whole) }
        // It says how many wishes were fulfilled, not how many are open.
        try store.report(
            "check-in", "510105001001", "202502", whole.filter { $0.key != "CI_WISH_OPEN" })
        let rate = try store.ask(["CI_WISH_RATE"], period: "202501..202502")
        #expect(
            rate.figures("CI_WISH_RATE", "CI_WISH_RATE.numerator", "CI_WISH_RATE.denominator")
                == ["85.7143 60 70"])
        try store.close()
    }

    @Test func `What stands is set against what was done option by option`() throws {
        var store = try ShippedStore()
        func report(_ month: String, _ domains: [String]) throws {
            let values = domains.flatMap { domain in
                [
                    ("COV_TOTAL:\(domain)", 10), ("COV_SINGLE:\(domain)", 2), ("COV_JOINT:\(domain)", 1),
                    ("COV_WORKONLY:\(domain)", 1), ("COV_BLANK_FILLED:\(domain)", 3),
                ] as [(String, Int64)]
            }
            try store.report(
                "coverage", "510104017001", month, Dictionary(uniqueKeysWithValues: values))
        }
        try report("202501", ["park", "building"])
        try report("202502", ["park", "building"])
        // In March it says nothing of buildings, so that nothing of them stands.
        try report("202503", ["park"])
        let rates = try store.ask(["COV_FILL_RATE"], by: ["domain"], period: "202501..202503")
        // Nine filled, six still blank.
        #expect(
            rates.figures("domain", "COV_FILL_RATE", "COV_FILL_RATE.numerator", "COV_FILL_RATE.denominator")
                .filter { $0.hasPrefix("park") } == ["park 60.0000 9 15"])
        #expect(
            !rates.figures("domain", "COV_FILL_RATE.numerator").contains { $0.hasPrefix("building 6") })
        let whole = try store.ask(["COV_FILL_RATE"], period: "202501..202503")
        #expect(
            whole.figures("COV_FILL_RATE", "COV_FILL_RATE.numerator", "COV_FILL_RATE.denominator")
                == ["60.0000 9 15"])
        try store.close()
    }
}
