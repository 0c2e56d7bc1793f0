import Catalogue
import Statistics
import Testing
import Wire

/// The rows of the table of traps that are about forms of a period: what may be added, and who reports it.
@Suite struct ReturnTrapTests {
    private static let community = "510104017003"

    @Test func `A figure since January is told by its last month, and the next year starts anew`() throws {
        var store = try ShippedStore()
        for (month, value) in [("202503", 250), ("202506", 520), ("202509", 800), ("202512", 1_100)] {
            try store.report(
                "check-in", Self.community, month,
                ["CI_DONE": 2_000, "CI_ACTIVE": 5, "CI_ACTIVE_YTD": Int64(value)])
        }
        // Added up it would be 2,670.
        let year = try store.ask(["CI_ACTIVE_YTD"], by: ["year"], on: "20260301")
        #expect(year.figures("year", "CI_ACTIVE_YTD") == ["2025 1100"])
        let quarters = try store.ask(["CI_ACTIVE_YTD"], by: ["quarter"], period: "2025Q1..2026Q1")
        #expect(
            quarters.figures("quarter", "CI_ACTIVE_YTD") == [
                "2025Q1 250", "2025Q2 520", "2025Q3 800", "2025Q4 1100",
            ])
        try store.close()
    }

    @Test func `A rate takes both its stocks from the last report, and a blank in it makes it undefined`()
        throws
    {
        var store = try ShippedStore()
        try store.report(
            "coverage", Self.community, "202501",
            ["COV_TOTAL:park": 50, "COV_SINGLE:park": 30, "COV_JOINT:park": 0])
        try store.report(
            "coverage", Self.community, "202502", ["COV_SINGLE:park": 55, "COV_JOINT:park": 0])
        let table = try store.ask(["COV_ORG_RATE", "COV_SINGLE"], by: ["month"], period: "202501..202502")
        // The last total that anybody wrote would make it 55 ÷ 50 = 110 %.
        #expect(
            table.figures("month", "COV_ORG_RATE", "COV_SINGLE") == ["202501 60.0000 30", "202502 - 55"])
        let explained = try store.ask(["COV_ORG_RATE"], period: "202502", isExplained: true)
        #expect(
            explained.notes.contains { $0.hasPrefix("COV_ORG_RATE: ") && $0.contains("left out: 2 values") },
            "\(explained.notes)")
        try store.close()
    }

    @Test func `A rate over two forms is of units that have both`() throws {
        var store = try ShippedStore()
        try store.report("targets", "510104", "2025", ["TG_BLANK_FILLED:park": 8_000])
        try store.report("coverage", "510104017003", "202501", ["COV_BLANK_FILLED:park": 1_000])
        try store.report("coverage", "510104017003", "202502", ["COV_BLANK_FILLED:park": 3_000])
        try store.report("coverage", "510105001001", "202502", ["COV_BLANK_FILLED:park": 5_000])
        let table = try store.ask(["TG_FILL_PROGRESS"], unit: "51", period: "202501..202502")
        // 9,000 ÷ 8,000 would be 112 %.
        #expect(
            table.figures(
                "TG_FILL_PROGRESS", "TG_FILL_PROGRESS.numerator", "TG_FILL_PROGRESS.denominator")
                == ["50.0000 4000 8000"])
        // Who is left out is named, and both completenesses stand beside it.
        #expect(
            table.notes.contains { $0.hasSuffix("left out of at least one row: 510105") }, "\(table.notes)")
        let names = table.columns.map(\.name)
        for column in ["coverage.actual", "coverage.expected", "targets.actual", "targets.expected"] {
            #expect(names.contains(column), "\(names)")
        }
        try store.close()
    }

    @Test func `What stands from an earlier period is counted in a note`() throws {
        var store = try ShippedStore()
        for (unit, month) in [("510104017003", "202501"), ("510104017004", "202502")] {
            try store.report("coverage", unit, month, ["COV_TOTAL:park": 10])
        }
        let february = try store.ask(["COV_TOTAL"], period: "202502")
        #expect(february.figures("COV_TOTAL") == ["20"])
        #expect(february.notes.contains { $0.hasSuffix("1 of 2 reports (50.0 %)") }, "\(february.notes)")
        #expect(try store.ask(["COV_TOTAL"], period: "202501").notes.allSatisfy { !$0.contains("stands") })
        // Two months on, as far as the form looks back; then nothing is known of it.
        #expect(try store.ask(["COV_TOTAL"], period: "202504").figures("COV_TOTAL") == ["10"])
        try store.close()
    }

    @Test func `Options that overlap have no total, and the distinct count is an element of its own`() throws
    {
        var store = try ShippedStore()
        try store.report(
            "floating-members", Self.community, "2025Q1",
            [
                "FM_TOTAL:direction=in": 1_000, "FM_TOTAL:direction=out": 800, "FM_MANAGED:direction=in": 900,
                "FM_MANAGED:direction=out": 400,
            ])
        try store.report(
            "joint-activity", Self.community, "202503",
            [
                "FU_ACTIVITIES:organiser=community": 10, "FU_JOINT:organiser=community": 1,
                "FU_PAIR:organ_community": 1, "FU_PAIR:social_org_community": 1,
                "FU_PAIR:private_firm_community": 1,
            ])
        try store.report(
            "weak-branch", "510104017", "2025Q1",
            ["WB_COMMUNITIES": 50, "WB_LISTED": 6, "WB_REASON:means": 6, "WB_REASON:guidance": 6])
        // In and out would be 1,800 for 1,200 persons.
        store.expectRefusal(
            ["FM_TOTAL", "direction overlap", "Ask by direction, or where direction=OPTION"], ["FM_TOTAL"])
        store.expectRefusal(["FM_RATE", "overlap"], ["FM_RATE"], period: "2025Q1")
        let members = try store.ask(["FM_RATE"], by: ["direction"], period: "2025Q1")
        #expect(members.figures("direction", "FM_RATE") == ["in 90.0000", "out 50.0000"])
        let one = try store.ask(["FM_TOTAL"], period: "2025Q1", filters: ["direction": "out"])
        #expect(one.figures("FM_TOTAL") == ["800"])
        // Three pairs of one activity would be 300 %.
        store.expectRefusal(["FU_PAIR", "overlap"], ["FU_PAIR"])
        #expect(try store.ask(["FU_JOINT"]).figures("FU_JOINT") == ["1"])
        #expect(try store.ask(["FU_JOINT_RATE"]).figures("FU_JOINT_RATE") == ["10.0000"])
        // Two reasons for each of six would be 24 % for 12 %.
        store.expectRefusal(["WB_REASON", "overlap"], ["WB_REASON"])
        #expect(try store.ask(["WB_RATE"], period: "2025Q1").figures("WB_RATE") == ["12.0000"])
        store.expectRefusal(["reason overlap", "cells by reason"], ["WB_REASON"], "share", by: ["reason"])
        try store.close()
    }

    @Test func `A firm is reported once, by the lowest unit that contains it, and in one domain`() throws {
        var store = try ShippedStore()
        let definition = try #require(store.catalogue.element("COV_TOTAL")?.definition.english)
        #expect(definition.contains("each is reported once, by the lowest registered unit that contains it"))
        #expect(definition.contains("in the order social_org, park, building, community"))
        // 40 firms in a building of the community; were they in the community's own report too it would say 80.
        try store.report("coverage", "510104017003B001", "202501", ["COV_TOTAL:building": 40])
        try store.report("coverage", "510104017003", "202501", ["COV_TOTAL:domain=community": 7])
        let all = try store.ask(["COV_TOTAL"], unit: "510104017003", by: ["domain"])
        #expect(all.figures("domain", "COV_TOTAL") == ["building 40", "community 7"])
        // Of the community itself stands only what it reported itself.
        let rows = try store.ask(["COV_TOTAL"], by: ["unit:16"])
        #expect(
            rows.figures("unit", "COV_TOTAL") == ["510104017003 7", "510104017003B001 40"])
        try store.close()
    }

    @Test func `Who speaks for a subtree is the only one on its path`() throws {
        let catalogue = try Catalogue.shipped()
        let store = try ShippedStore()
        let validator = Validator(catalogue)
        // 北京 by itself, its districts as a whole, each district, a street: it would be counted up to three times.
        for (unit, isPermitted) in [
            ("11", false), ("1101", false), ("110101", true), ("110101001", false), ("441900", false),
            ("4419", true),
        ] {
            var report = try store.filled("population", unit, "2020", ["EC_POP": 100])
            report.savedAtMilliseconds = TestClock.early
            let refusals = validator.refusals(
                in: ReportGroup([report]), firstIndex: 0, nowMilliseconds: TestClock.early, subtree: nil,
                peerCatalogueIsNewer: false)
            #expect(refusals.isEmpty == isPermitted, "\(unit)")
            if !isPermitted { #expect(refusals.first?.message.contains(unit) == true) }
        }
        store.expectRefusal(
            ["EC_POP", "units of 6 characters", "unit:9", "unit:4 or unit:6"], ["EC_POP"], by: ["unit:9"])
        try store.close()
    }

    @Test func `Nobody can be counted twice over time`() throws {
        var store = try ShippedStore()
        for month in ["202501", "202502"] {
            try store.report("check-in", Self.community, month, ["CI_DONE": 9, "CI_ACTIVE": 4])
        }
        store.expectRefusal(["CI_ACTIVE", "the same person", "Ask by month"], ["CI_ACTIVE"])
        let months = try store.ask(["CI_ACTIVE"], by: ["month"])
        #expect(months.figures("month", "CI_ACTIVE") == ["202501 4", "202502 4"])
        try store.close()
    }
}
