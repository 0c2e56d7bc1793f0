import Catalogue
import Testing
import Wire

@testable import Client

@Suite struct BriefPlanTests {
    private static func plan(_ unit: String, _ period: String) throws -> BriefPlan {
        try BriefPlan(try Catalogue.shipped(), unit: unit, period: period)
    }

    private static func line(_ code: String, _ plan: BriefPlan) throws -> BriefPlan.Line {
        try #require(
            plan.subjects.flatMap(\.lines).first { $0.indicator.indicator.code == code }, "\(code)")
    }

    @Test(arguments: [
        // The page, what a form is reported by, and its period where periods can be added and where they cannot.
        ("202512", PeriodType.monthly, "202512", "202512"), ("202512", .quarterly, "2025Q4", "2025Q4"),
        ("202512", .sixMonthly, "2025S2", "2025S2"), ("202512", .yearly, "2025", "2025"),
        ("202511", .monthly, "202511", "202511"), ("202511", .quarterly, "2025Q3", "2025Q3"),
        ("202511", .sixMonthly, "2025S1", "2025S1"), ("202511", .yearly, "2024", "2024"),
        ("2025Q2", .monthly, "2025Q2", "202506"), ("2025Q2", .quarterly, "2025Q2", "2025Q2"),
        ("2025Q2", .sixMonthly, "2025S1", "2025S1"), ("2025Q2", .yearly, "2024", "2024"),
        ("2025S1", .monthly, "2025S1", "202506"), ("2025S1", .quarterly, "2025S1", "2025Q2"),
        ("2025", .monthly, "2025", "202512"), ("2025", .quarterly, "2025", "2025Q4"),
        ("2025", .sixMonthly, "2025", "2025S2"), ("2025", .yearly, "2025", "2025"),
        // Weeks lie in no month: the last one that is over on 2025-12-31, a Wednesday, ended on the 28th.
        ("202512", .weekly, "2025W52", "2025W52"), ("202512", .daily, "202512", "20251231"),
    ])
    func `A page shows the last whole period of each length, or its own where it can be added up`(
        page: String, base: PeriodType, added: String, notAdded: String
    ) throws {
        let periods = BriefPeriods(page: try #require(Period(text: page)))
        #expect(periods.shown(base, isAdded: true)?.text == added)
        #expect(periods.shown(base, isAdded: false)?.text == notAdded)
    }

    @Test func `Nothing was over before the calendar began`() throws {
        let periods = BriefPeriods(page: try #require(Period(text: "197001")))
        #expect(periods.shown(.monthly, isAdded: true)?.text == "197001")
        #expect(periods.shown(.yearly, isAdded: true) == nil)
        #expect(
            BriefPeriods.series(try #require(Period(text: "197003"))).map(\.text) == [
                "197001", "197002", "197003",
            ])
    }

    @Test func `A trend has 12 months, 8 quarters, 6 halves or 5 years`() throws {
        for (last, first, count) in [
            ("202512", "202501", 12), ("2025Q4", "2024Q1", 8), ("2025S2", "2023S1", 6), ("2025", "2021", 5),
        ] {
            let series = BriefPeriods.series(try #require(Period(text: last)))
            #expect(series.count == count && series.first?.text == first && series.last?.text == last)
        }
    }

    @Test(arguments: [
        ("COV_ORG_RATE", "202511", "2025Q3", "2024"), ("FM_RATE", "2025Q3", "2025Q3", "2024"),
        ("FM_ACTIVE_RATE", "2025Q3", "2025Q3", "2024Q4"), ("CI_ACTIVE_RATE", "202511", "202509", "202412"),
        ("PM_ROLE_RATE", "2025S1", "2025S1", "2024"), ("EC_URBAN_RATE", "2024", "2024", "2024"),
        ("EC_INC_RATIO", "2024", "2024", "2024"), ("CP_CLOSE_RATE", "202511", "2025Q3", "2024"),
        ("SYS_SPREAD", "202511", "2025Q3", "2024"), ("TG_FILL_PROGRESS", "202511", "2025Q3", "2024"),
        ("TG_WB_PROGRESS", "2025Q3", "2025Q3", "2024"), ("COL_REPORT_RATE", "202511", "2025Q3", "2024"),
        ("LK_FOUR_RATE", "2025Q3", "2025Q3", "2024"),
    ])
    func `Each indicator has the period that its forms allow`(
        code: String, month: String, quarter: String, year: String
    ) throws {
        // Distinct persons, of whom the last period alone is shown, and reports of forms that fit the page.
        let remarked = [
            "FM_ACTIVE_RATE": ["2024"], "CI_ACTIVE_RATE": ["2025Q3", "2024"],
            "COL_REPORT_RATE": ["202511", "2025Q3"],
        ]
        for (page, expected) in [("202511", month), ("2025Q3", quarter), ("2024", year)] {
            let line = try Self.line(code, Self.plan("5101", page))
            #expect(line.period?.text == expected, "\(code) on the page of \(page)")
            #expect((line.remark != nil) == (remarked[code]?.contains(page) ?? false), "\(page)")
        }
    }

    @Test(arguments: ["202512", "202511", "2025Q2", "2025S1", "2025"])
    func `Everything is asked once, in few questions, and overlapping options apart`(page: String) throws {
        let plan = try Self.plan("5101", page)
        let catalogue = plan.catalogue
        let trends = plan.questions.filter { $0.purpose == .trend }
        let apart = catalogue.subjects.flatMap(\.breakdowns).map(\.item)
        #expect(trends.flatMap(\.items).sorted() == (catalogue.indicators.map(\.code) + apart).sorted())
        #expect(plan.questions.count <= 33, "\(plan.questions.count)")
        #expect(plan.subjects.map(\.names) == catalogue.subjects.map(\.names))
        for question in trends {
            let isApart = question.items.contains { ["FM_RATE", "FM_ACTIVE_RATE"].contains($0) }
            #expect(isApart == (question.categories == ["direction"]), "\(question)")
            #expect(question.items.contains("RS_POSITIVE_RATE") == (question.categories == ["aspect"]))
        }
        let surveys = plan.questions.filter { $0.purpose == .interval }.flatMap(\.items)
        #expect(Set(surveys) == ["SV_SOLVE_RATE", "SV_SATISFY_RATE", "RS_POSITIVE_RATE"])
        let targets = plan.questions.filter { $0.purpose == .progress }.flatMap(\.items)
        #expect(Set(targets) == ["TG_FILL_PROGRESS", "TG_WB_PROGRESS"])
    }

    @Test func `Town stands beside country, and needs, reasons and pairs by what they are most of`() throws {
        let plan = try Self.plan("5101", "202512")
        let lines = plan.subjects.flatMap(\.lines).filter { $0.breakdown != nil }
        #expect(
            lines.map {
                "\($0.indicator.indicator.code) \($0.categories.map(\.code)) \($0.period?.text ?? "-")"
            } == [
                "RQ_CLOSE_RATE [\"livelihood\"] 202512", "WB_REASON [\"reason\"] 2025Q4",
                "FU_PAIR [\"pair\"] 202512", "COV_ORG_RATE [\"area\"] 202512",
                "CP_ONTIME_RATE [\"area\"] 202512", "SV_SATISFY_RATE [\"area\"] 202512",
            ])
        let asked = plan.questions.filter { $0.purpose == .trend && $0.categories == ["area"] }
        #expect(asked.flatMap(\.items) == ["COV_ORG_RATE", "CP_ONTIME_RATE", "SV_SATISFY_RATE"])
        // What is to be known besides stands with the whole.
        #expect(!plan.questions.contains { $0.purpose != .trend && $0.categories == ["area"] })
    }

    @Test func `What is due when its period begins is the one that has begun`() throws {
        let plan = try Self.plan("5101", "202511")
        let periods = Dictionary(
            uniqueKeysWithValues: plan.forms.map { ($0.form.code, $0.period.text) })
        #expect(periods["targets"] == "2025" && periods["population"] == "2024")
        #expect(periods["coverage"] == "202511" && periods["linkage"] == "2025Q3")
        #expect(periods["city-problem"] == "202511" && periods["meeting-paper"] == nil)
    }

    @Test func `A unit is not asked for what is reported above it or makes no sense below`() throws {
        let plan = try Self.plan("510104001001", "202512")
        for code in ["EC_URBAN_RATE", "CP_CLOSE_RATE", "TG_FILL_PROGRESS", "CI_RATE"] {
            #expect(try Self.line(code, plan).absence != nil, "\(code)")
            #expect(!plan.questions.contains { $0.items.contains(code) })
        }
        #expect(try Self.line("CI_RATE", plan).absence?.chinese == "只算到街道一级")
        #expect(try Self.line("COV_ORG_RATE", plan).absence == nil)
        #expect(!plan.forms.contains { $0.form.code == "population" })
    }

    @Test func `A wrong unit and a wrong period are refused before anything is asked`() {
        for (unit, period, word) in [
            ("51010", "202512", "2, 4, 6, 9, 12, 16"), ("5101a4", "202512", "0-9 and A-Z"),
            ("5101", "20251231", "202512"), ("5101", "2025W03", "2025Q4"), ("5101", "2025Q5", "a month"),
            ("5101", "202501..202512", "a month"),
        ] {
            let error = #expect(throws: ClientError.self) { try Self.plan(unit, period) }
            #expect(error?.description.contains(word) == true, "\(unit) \(period): \(error as Any)")
        }
    }
}
