import Testing
import Wire

@testable import Catalogue

/// What an indicator, a balance and a distribution may be made of, and what must not be mixed in them.
@Suite struct ExpressionTests {
    typealias Case = CatalogueErrorTests.Case

    private static func denominator(_ expression: String, _ message: String) -> Case {
        Case("denominator: FILED", "denominator: \"\(expression)\" # HERE", message)
    }

    /// Another indicator before the last.
    private static func indicator(_ keys: String, _ message: String) -> Case {
        Case(
            "  - code: WEAK_MEANS",
            "  - { code: MORE, name: { zh: 又, en: More }, subject: cases, \(keys) } # HERE\n  - code: WEAK_MEANS",
            message)
    }

    @Test(arguments: [
        denominator("weighted(INCOME, PEOPLE)", "a sum over a mean, expected sums over sums"),
        denominator("units(FILED > 0)", "a sum over a count of units, expected"),
        denominator("actual(monthly-work)", "a sum over a count of reports, expected"),
        denominator("FILED + weighted(INCOME, PEOPLE)", "expected one of them alone, or elements only"),
        denominator("units(FILED > 0) + units(HOURS > 0)", "expected one of them alone, or elements only"),
        denominator("FILED - expected()", "expected one of them alone, or elements only"),
        denominator("-weighted(INCOME, PEOPLE)", "has no sign, expected it without -"),
        denominator("weighted(INCOME, GOAL)", "INCOME is no rate that GOAL weighs"),
        denominator("weighted(HOURS, PEOPLE)", "HOURS is no rate that PEOPLE weighs"),
        denominator("weighted(INCOME)", "')' where ',' is expected"),
        denominator("ytd(WEAK)", "WEAK is not added over time, expected a flow in ytd(…)"),
        denominator("ytd(TO_DATE)", "TO_DATE is not added over time"),
        denominator("ytd(CASES)", "there is no element CASES"),
        denominator("ytd(FILED{reason=means})", "FILED is not told apart by reason"),
        denominator("ytd(FILED{urgency=acute}) + HOURS", "HOURS is not told apart by urgency"),
        denominator("units(FILED)", "')' where '>' is expected"),
        denominator("units(FILED > )", "')' where a whole number is expected"),
        denominator("units(FILED > 0 and)", "')' where an element's code is expected"),
        denominator("units(FILED{reason=means} > 0)", "FILED is not told apart by reason"),
        denominator("units(reported(DUE_AT))", "DUE_AT cannot stand in a sum"),
        denominator("units(options(FILED > 0, reason) = 1)", "FILED is not told apart by reason"),
        denominator("units(options(WEAK > 0, reason) = 3)", "3 options of reason, expected 0 to 2"),
        denominator("actual(case)", "case has events, of which nobody knows how many to expect"),
        denominator("actual(nothing)", "there is no data set nothing"),
    ])
    func `Expressions`(spoilt: Case) throws { try CatalogueErrorTests().check(spoilt) }

    @Test(arguments: [
        indicator(
            "factor: 100", "the key 'numerator' is missing: an indicator has a numerator, or is the spread"),
        indicator("spread: { of: LATE_RATE, by: area }", "there is no category area"),
        indicator("spread: { of: LATE_RATE, by: reason }", "OPEN_LATE is not told apart by reason"),
        indicator("spread: { of: WEAK_MEANS, by: reason }", "WEAK_MEANS is no rate of sums"),
        indicator("spread: { of: NOTHING, by: urgency }", "NOTHING is no rate of sums"),
        indicator(
            "spread: { of: LATE_RATE, by: urgency }, numerator: FILED",
            "numerator: is not permitted: a spread is of another indicator"),
        indicator(
            "spread: { of: LATE_RATE, by: urgency }, minimum_denominator: 3",
            "minimum_denominator: is not permitted: a spread is of another indicator"),
        indicator("numerator: FILED, minimum_denominator: 10", "is not permitted: only a rate has one"),
        indicator("numerator: FILED, survey: { frame: FILED, asked: FILED }", "only a rate has one"),
        indicator(
            "numerator: FILED, lowest_level: 5", "no level has the code length 5, expected one of 2, 4, 6"),
        indicator("numerator: FILED, matures: { }", "expected either days or zero"),
        indicator("numerator: FILED, matures: { days: 1, zero: FILED }", "expected either days or zero"),
        indicator("numerator: FILED, matures: { days: 0 }", "days: 0, expected a whole number of 1 to 3660"),
        indicator("numerator: FILED, matures: { zero: MINUTES }", "MINUTES cannot stand in a sum"),
        indicator(
            "numerator: FILED, denominator: FILED, survey: { frame: NOBODY, asked: FILED }",
            "there is no element NOBODY"),
        indicator(
            "numerator: FILED, denominator: FILED, survey: { frame: MINUTES, asked: FILED }",
            "MINUTES counts nobody, expected a flow or a stock"),
        indicator(
            "numerator: units(HOURS > 0), denominator: units(reported(HOURS)), survey: { frame: PEOPLE, asked: PEOPLE }",
            "only a rate of sums was asked of persons"),
        indicator(
            "numerator: FILED, benchmarks: [{ name: { zh: 全, en: All }, period: 20, value: 1, source: S }]",
            "'20' is no period, expected one such as 2020 or 202003"),
        indicator(
            "numerator: FILED, benchmarks: [{ name: { zh: 全, en: All }, period: 2020, value: 1.2.3, source: S }]",
            "'1.2.3' is no number, expected digits such as 63.89"),
        indicator("numerator: FILED, unranked: no", "unranked: text, expected the keys zh, en"),
    ])
    func `Indicators`(spoilt: Case) throws { try CatalogueErrorTests().check(spoilt) }

    @Test(arguments: [
        Case(
            "kind: distribution, bounds", "kind: distribution, out_of: HOURS # HERE, bounds",
            "HOURS is no flow of case that is dated as MINUTES is"),
        Case(
            "kind: distribution, bounds", "kind: distribution, bands: [10, 5] # HERE, bounds",
            "bands: do not ascend"),
        Case(
            "kind: distribution, bounds", "kind: distribution, bands: [0] # HERE, bounds",
            "bands[0]: 0, expected a whole number of 1"),
        Case(
            "kind: flow, bounds: [0, 1]", "kind: flow, bands: [5], bounds: [0, 1] # HERE",
            "only a distribution"),
        Case(
            "kind: distribution, bounds: [0, 5256000]", "kind: balance # HERE",
            "the key 'rule' is missing: a balance says what is added"),
        Case(
            "kind: distribution, bounds: [0, 5256000]", "kind: balance, rule: FILED - CLOSED_AT # HERE",
            "CLOSED_AT is no flow and not derived"),
        Case(
            "kind: distribution, bounds: [0, 5256000]", "kind: balance, rule: FILED - HOURS # HERE",
            "expected flows and derived elements of case joined by + and -"),
        Case(
            "kind: distribution, bounds: [0, 5256000]", "kind: balance, rule: ytd(FILED) # HERE",
            "expected flows and derived elements of case"),
        Case(
            "kind: distribution, bounds: [0, 5256000]", "kind: balance, rule: 'FILED{urgency=acute}' # HERE",
            "expected flows and derived elements of case"),
        Case(
            "kind: distribution, bounds: [0, 5256000]",
            "kind: balance, rule: FILED - FELL_DUE, dated_by: DUE_AT # HERE",
            "is not permitted: a balance is of the end of each period"),
        Case(
            "kind: distribution, bounds: [0, 5256000]",
            "kind: balance, rule: FILED - FELL_DUE, bounds: [0, 1] # HERE", "it is worked out from others"),
        Case(
            "kind: distinct, bounds: [0, 1000]", "kind: balance, rule: GOAL # HERE", "does not fit a return"),
        Case("absent(CLOSED_AT)", "zero(HOURS) # HERE", "HOURS is no number that is sent in case"),
        Case(
            "code: means, name: { zh: 手段, en: Means } }",
            "code: means, name: { zh: 手段, en: Means }, pair: [{ code: a, name: { zh: 甲, en: A } }] } # HERE",
            "a pair has two different members, expected a list of two"),
    ])
    func `Elements and pairs`(spoilt: Case) throws { try CatalogueErrorTests().check(spoilt) }

    private func formula(_ keys: String) throws -> String? {
        let indicator = "  - { code: MORE, name: { zh: 又, en: More }, subject: cases, \(keys) }\n"
        let text = TrialCatalogue.text.replacing(
            "  - code: WEAK_MEANS", with: indicator + "  - code: WEAK_MEANS", maxReplacements: 1)
        return try TrialCatalogue.load(text).indicator("MORE")?.formulaText
    }

    @Test(arguments: [
        (
            "numerator: \"weighted(INCOME,PEOPLE)\", denominator: \"weighted( INCOME , PEOPLE )\"",
            "(weighted(INCOME, PEOPLE)) ÷ (weighted(INCOME, PEOPLE))"
        ),
        (
            "numerator: \"units(HOURS>0 and options(WEAK>2,reason)=2)\", denominator: units(reported(HOURS)), factor: 100",
            "(units(HOURS > 0 and options(WEAK > 2, reason) = 2)) ÷ (units(reported(HOURS))) × 100"
        ),
        ("numerator: ytd(HOURS), denominator: GOAL", "(ytd(HOURS)) ÷ (GOAL)"),
        (
            "numerator: \"ytd(FILED{urgency=acute}) - ytd(FILED)\"",
            "ytd(FILED{urgency=acute}) - ytd(FILED)"
        ),
        (
            "numerator: actual(monthly-work), denominator: expected()",
            "(actual(monthly-work)) ÷ (expected())"
        ),
        ("spread: { of: LATE_RATE, by: urgency }", "max − min of LATE_RATE by urgency"),
    ])
    func `Every form of an expression is read as it is written`(keys: String, text: String) throws {
        #expect(try formula(keys) == text)
    }

    @Test func `A spread between what units are registered with is of what each reports for itself`() throws {
        let shipped = String(decoding: try Catalogue.shipped().source, as: UTF8.self)
        let spread = "spread: { of: COV_ORG_RATE, by: area }"
        try #require(shipped.contains(spread))
        func load(_ rate: String) throws(CatalogueError) -> Catalogue {
            let text = shipped.replacing(spread, with: "spread: { of: \(rate), by: area }")
            return try Catalogue(yaml: Array(text.utf8), file: "ours.yaml")
        }
        #expect(throws: Never.self) { try load("CP_ONTIME_RATE") }
        // Of a whole district, and a target of one beside what was done in each community.
        for (rate, element) in [("EC_URBAN_RATE", "EC_POP_URBAN"), ("TG_FILL_PROGRESS", "TG_BLANK_FILLED")] {
            let error = #expect(throws: CatalogueError.self) { try load(rate) }
            #expect(
                error?.message.contains("\(element) is reported for everything below a unit") == true,
                "\(error?.message ?? "")")
        }
    }

    @Test func `The shipped survey, bands, pairs, benchmarks and balances are there`() throws {
        let catalogue = try Catalogue.shipped()
        let survey = try #require(catalogue.indicator("SV_SATISFY_RATE")?.survey)
        #expect(survey.frame == "RQ_CLOSED" && survey.asked == "SV_CALLED")
        let minutes = try #require(catalogue.element("CP_MINUTES"))
        #expect(minutes.outOf == "CP_FILED" && minutes.bands.contains(10_080))
        #expect(minutes.bands.contains(21_600) && minutes.bands.contains(43_200))
        let pairs = catalogue.category("pair")?.options.compactMap(\.pair) ?? []
        #expect(pairs.map(\.first.code) == ["organ", "social_org", "private_firm"])
        #expect(Set(pairs.map(\.second.code)) == ["community"])
        let benchmark = try #require(catalogue.indicator("EC_URBAN_RATE")?.benchmarks.first)
        #expect(benchmark.value == "63.89" && benchmark.period.text == "2020")
        for (code, rule) in [
            ("CP_OPEN", "CP_FILED - CP_ENDED"), ("CP_OVERDUE", "CP_MISSED - CP_CLOSED_LATE"),
        ] {
            guard case .balance(let expression) = catalogue.element(code)?.kind else {
                Issue.record("\(code) is no balance")
                continue
            }
            #expect(expression.text == rule)
        }
        #expect(catalogue.indicator("WB_RATE")?.unranked != nil)
        #expect(catalogue.indicator("CI_RATE")?.lowestLevel == 9)
        #expect(catalogue.indicator("RQ_CLOSE_RATE")?.maturity == .days(30))
    }
}
