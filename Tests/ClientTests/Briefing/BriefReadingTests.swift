import Catalogue
import Testing
import Wire

@testable import Client

/// Pages of made-up answers.
@Suite struct BriefReadingTests {
    private static func brief(
        _ aggregator: inout MadeUpAggregator, _ period: String = "202512"
    ) async throws -> Brief {
        var asked = aggregator
        let plan = try BriefPlan(try Catalogue.shipped(), unit: "5101", period: period)
        let brief = try await plan.brief { try asked.answer($0) }
        aggregator = asked
        return brief
    }

    private static func figures(_ code: String, _ brief: Brief) -> [Brief.Figure] {
        brief.sections.flatMap(\.figures).filter { $0.code == code }
    }

    @Test func `Each figure has its parts, changes, completeness and series`() async throws {
        var aggregator = MadeUpAggregator()
        let brief = try await Self.brief(&aggregator)
        let figure = try #require(Self.figures("COV_ORG_RATE", brief).first)
        #expect(figure.value?.chinese == "45.12%" && figure.parts == "4512/10000")
        #expect(figure.change == Names(chinese: "+5.12百分点", english: "+5.12 points"))
        #expect(figure.changeYear?.chinese == "-3.46百分点" && figure.toDate?.english == "50.00%")
        #expect(figure.toDateChange?.chinese == "0.00百分点")
        #expect(figure.completeness == [.reports(actual: 54, expected: 56)])
        // Nothing was reported in the ten months before.
        #expect(figure.series == [40, 45.1234])
        #expect(figure.extent?.least == "40.00%" && figure.extent?.greatest == "45.12%")
        let count = try #require(Self.figures("COV_BLANK", brief).first)
        #expect(count.change == Names("+5.12%"))
        let ratio = try #require(Self.figures("EC_INC_RATIO", brief).first)
        #expect(ratio.change == nil && ratio.changeYear == Names("-3.46") && ratio.toDate == nil)
        // The answer says nothing of its forms: what is known of the same period stands in.
        #expect(ratio.completeness == [.reports(actual: 7, expected: 9)])
        #expect(Self.figures("COL_REPORT_RATE", brief).map(\.completeness) == [[.itself]])
        #expect(Self.figures("MT_RATE", brief).map(\.completeness) == [[.unknown]])
    }

    @Test func `Overlapping options stand apart, and what has none reported is said not to`() async throws {
        var aggregator = MadeUpAggregator()
        let brief = try await Self.brief(&aggregator)
        let floating = Self.figures("FM_RATE", brief)
        #expect(floating.map(\.names.english) == ["Floating members under management, In"])
        #expect(floating.map(\.period) == ["2025Q4"])
        let survey = Self.figures("RS_POSITIVE_RATE", brief)
        #expect(
            survey.count == 1
                && survey.allSatisfy { $0.value == nil && $0.remarks == [BriefWords.nothingReported] })
        #expect(survey[0].completeness == [.reports(actual: 7, expected: 9)])
    }

    @Test func `What is refused stands on the page with its reason, and costs its neighbours nothing`()
        async throws
    {
        var aggregator = MadeUpAggregator()
        aggregator.refused = ["COV_WORK_RATE", "CI_ACTIVE_RATE"]
        let brief = try await Self.brief(&aggregator)
        for code in aggregator.refused {
            let figure = try #require(Self.figures(code, brief).first)
            #expect(figure.value == nil && figure.remarks == [Names("\(code) cannot be had")])
        }
        let others = brief.sections.flatMap(\.figures).filter { !aggregator.refused.contains($0.code) }
        #expect(others.filter { $0.value == nil }.map(\.code) == ["RS_POSITIVE_RATE"])
    }

    @Test func `Without units expected is unknown, never nothing`() async throws {
        var aggregator = MadeUpAggregator()
        aggregator.isRegistered = false
        let brief = try await Self.brief(&aggregator)
        #expect(brief.reporting.missing == nil && brief.missingSentence == nil)
        let figure = try #require(Self.figures("COV_ORG_RATE", brief).first)
        #expect(figure.completeness == [.reports(actual: 54, expected: nil)])
        #expect(figure.completeness[0].names.chinese == "54/应报未知")
        #expect(brief.reporting.forms.allSatisfy { $0.completeness == .reports(actual: 7, expected: nil) })
    }

    @Test func `The page says who has not reported, as of when, and each note once`() async throws {
        var aggregator = MadeUpAggregator()
        let brief = try await Self.brief(&aggregator)
        let forms = brief.reporting.forms
        #expect(brief.reporting.missing?.units == 2 && brief.reporting.missing?.reports == 2 * forms.count)
        #expect(forms.allSatisfy { $0.missing == 1 && $0.partial == 1 && $0.onTime == "77.78%" })
        #expect(brief.title(.chinese) == "成都市 5101 2025年12月通报")
        // 00:00 in UTC.
        #expect(brief.asOf == ["2026-01-05T08:00:00+08:00"])
        #expect(brief.notes == ["5101: 2025-07-01 设立 opened", "everything is made up"])
        let noted = brief.sections.flatMap(\.notes)
        #expect(noted.allSatisfy { $0.text == "is stale" })
        let names = try Catalogue.shipped().indicators.map(\.names)
        #expect(noted.flatMap(\.names).map(\.english).sorted() == names.map(\.english).sorted())
    }

    @Test func `A note on an item is found in whichever languages it is said`() async throws {
        for (note, text) in [
            ({ "\($0)：已陈旧" }, "已陈旧"), ({ "\($0)：已陈旧 / \($0): is stale" }, "已陈旧 / is stale"),
        ] as [((String) -> String, String)] {
            var aggregator = MadeUpAggregator()
            aggregator.note = note
            let brief = try await Self.brief(&aggregator)
            let noted = brief.sections.flatMap(\.notes)
            #expect(!noted.isEmpty && noted.allSatisfy { $0.text == text }, "\(noted)")
            #expect(brief.notes.last == "everything is made up")
        }
    }

    @Test func `A period that is not over is said to be, and nothing is owed where nothing is expected`()
        async throws
    {
        var aggregator = MadeUpAggregator()
        aggregator.hasRows = false
        for (page, completeness) in [
            // Answered on 2026-01-05.
            ("202512", Brief.Completeness.reports(actual: 0, expected: 0)), ("202601", .pending),
        ] {
            let brief = try await Self.brief(&aggregator, page)
            let forms = brief.reporting.forms.filter { $0.period == page }
            #expect(forms.count > 3 && forms.allSatisfy { $0.completeness == completeness }, "\(page)")
            #expect(brief.missingSentence == BriefWords.nothingExpected)
            let figure = try #require(Self.figures("COV_ORG_RATE", brief).first)
            #expect(figure.value == nil && figure.completeness == [completeness])
        }
    }

    @Test func `A subject shows an item by options, all of them or those that most falls to`() async throws {
        var aggregator = MadeUpAggregator()
        let brief = try await Self.brief(&aggregator)
        let coverage = Self.figures("COV_ORG_RATE", brief)
        #expect(
            coverage.map(\.names.chinese) == ["组织覆盖率", "组织覆盖率·城市", "组织覆盖率·农村"])
        #expect(coverage.map(\.parts) == ["4512/10000", "4512/10000", "4512/11000"])
        #expect(coverage.allSatisfy { $0.completeness == [.reports(actual: 54, expected: 56)] })
        // Four of the ten categories have rows, the fourth with the greatest denominator.
        let needs = Self.figures("RQ_CLOSE_RATE", brief)
        #expect(needs.map(\.parts) == [10_000, 13_000, 12_000, 11_000].map { "4512/\($0)" })
        #expect(needs[1].remarks == [Names(chinese: "共4项，只列最多的3项", english: "the greatest 3 of 4")])
        #expect(Self.figures("WB_REASON", brief).count == 3 && Self.figures("FU_PAIR", brief).count == 3)
        aggregator.refused = ["CP_ONTIME_RATE"]
        let refused = Self.figures("CP_ONTIME_RATE", try await Self.brief(&aggregator))
        #expect(refused.map(\.names.english) == ["On-time closing rate", "On-time closing rate, Area"])
        #expect(refused.allSatisfy { $0.remarks == [Names("CP_ONTIME_RATE cannot be had")] })
    }

    @Test func `A note in whichever language stands with its subject, under names`() async throws {
        let catalogue = try Catalogue.shipped()
        let names = try ["COV_TOTAL", "COV_JOINT"].map { try #require(catalogue.element($0)).names }
        for (note, text) in [
            ("COV_TOTAL, COV_JOINT：部分沿用上期", "部分沿用上期"),
            (
                "COV_TOTAL, COV_JOINT：部分沿用上期 / COV_TOTAL, COV_JOINT: some of it stands",
                "部分沿用上期 / some of it stands"
            ), ("COV_TOTAL, COV_JOINT: some of it stands", "some of it stands"),
        ] {
            var aggregator = MadeUpAggregator()
            aggregator.notes = [note]
            let brief = try await Self.brief(&aggregator)
            #expect(brief.sections[0].notes.contains(.init(names: names, text: text)), "\(note)")
            #expect(!brief.notes.contains(note))
        }
    }

    @Test func `What must be known of a unit stands before everything`() async throws {
        var aggregator = MadeUpAggregator()
        #expect(try await Self.brief(&aggregator).warnings.isEmpty)
        // Answered on 2026-01-05, about December.
        for (times, words) in [
            ([], ["5101 没有登记", "5101 is not registered"]),
            (
                [(nil, "2025-07-01", "510104 甲@2025-07-01")],
                ["2025-07-01撤销", "taken over by 510104 甲@2025-07-01"]
            ),
            (
                [("2020-01-01", "2024-01-01", nil), ("2025-01-01", "2025-12-31", nil)],
                ["2025-12-31", "no successor"]
            ),
            ([("2026-01-01", nil, nil)], ["2026-01-01才设立", "opened on 2026-01-01"]),
        ] as [([(opened: String?, closed: String?, successors: String?)], [String])] {
            aggregator.times = times
            let warnings = try await Self.brief(&aggregator).warnings
            #expect(warnings.count == 1, "\(warnings)")
            let text = warnings.map { $0.chinese + $0.english }.joined()
            #expect(words.allSatisfy(text.contains), "\(text)")
        }
        // It closes later than today, and opened in time.
        aggregator.times = [("2025-12-31", "2026-02-01", nil)]
        #expect(try await Self.brief(&aggregator).warnings.isEmpty)
        aggregator.hasRows = false
        #expect(try await Self.brief(&aggregator).warnings == [BriefWords.nothingCame])
        aggregator.isRegistered = false
        #expect(try await Self.brief(&aggregator).warnings == [BriefWords.nothingCame])
    }

    @Test func `Every question is about the unit, and the first period is that of the chart`() async throws {
        var aggregator = MadeUpAggregator()
        _ = try await Self.brief(&aggregator, "2025Q4")
        #expect(aggregator.asked.allSatisfy { $0.unit == "5101" })
        #expect(aggregator.asked.filter { $0.periods == nil }.map(\.answer) == ["units"])
        let trends = aggregator.asked.filter { $0.answer == "trend" }
        #expect(
            Set(trends.compactMap { $0.periods.map { "\($0.first)..\($0.last)" } }) == [
                "2024Q1..2025Q4", "2023S1..2025S2", "2021..2025", "202501..202512",
                // Town beside country has no chart.
                "2025Q4..2025Q4",
            ])
    }
}
