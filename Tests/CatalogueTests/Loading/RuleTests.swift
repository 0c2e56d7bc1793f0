import Testing

@testable import Catalogue

@Suite struct RuleTests {
    @Test func `A rule is read as it is written`() throws {
        let catalogue = try TrialCatalogue.load()
        let order = try #require(catalogue.rules.first)
        #expect(order.code == "CLOSED_LATER" && order.dataSet == "case" && order.note == nil)
        #expect(
            order.left
                == .sum([Rule.Term(sign: 1, element: "CLOSED_AT", filter: [:])], constant: 0))
        #expect(order.comparison == .atLeast && order.right == .occurred && order.missing == .skipIfAny)
        #expect(order.formula == "CLOSED_AT >= occurred")
        let few = try #require(catalogue.rules.last)
        #expect(
            few.left
                == .sum(
                    [Rule.Term(sign: 1, element: "WEAK", filter: ["reason": "means"])], constant: -1))
        #expect(
            few.right
                == .sum(
                    [Rule.Term(sign: -1, element: "WEAK", filter: ["reason": "other"])], constant: 12))
        #expect(few.missing == .skipIfAll && few.note?.english == "Why")
        #expect(few.formula == "WEAK{reason=means} - 1 <= -WEAK{reason=other} + 12")
        #expect(few.openCategories(catalogue) == ["urgency"])
    }

    @Test func `A form of cases says what closes them`() throws {
        let milestones = try TrialCatalogue.load().dataSet("case")?.milestones
        #expect(milestones == .init(closed: "CLOSED_AT", due: "DUE_AT", deferred: "PUT_OFF"))
        #expect(try TrialCatalogue.load().dataSet("economy")?.milestones == nil)
    }

    @Test func `Rules of the shipped catalogue stand beside forms of which one number is a part of another`()
        throws
    {
        let catalogue = try Catalogue.shipped()
        let formulas = Dictionary(grouping: catalogue.rules, by: \.dataSet).mapValues { $0.map(\.formula) }
        #expect(formulas["coverage"]?.contains("COV_SINGLE + COV_JOINT + COV_WORKONLY <= COV_TOTAL") == true)
        #expect(formulas["city-problem"]?.contains("CP_CLOSED_AT >= occurred") == true)
        #expect(formulas["service-request"]?.contains("SV_SATISFIED <= SV_REACHED") == true)
        // What counts units, persons or spots out of others; targets, effort and nil reports have no such pair.
        let without = catalogue.dataSets.map(\.code).filter { formulas[$0] == nil }
        #expect(without == ["effort", "targets", "nil-report"])
        for rule in catalogue.rules {
            #expect(rule.names.chinese.unicodeScalars.contains { $0.value > 0x2E80 }, "\(rule.code)")
        }
        #expect(catalogue.dataSet("city-problem")?.milestones?.due == "CP_DUE_AT")
    }

    @Test func `What a changed rule changes is said`() throws {
        let before = try TrialCatalogue.load()
        let text = TrialCatalogue.text.replacing("version: 7", with: "version: 8")
            .replacing("right: occurred", with: "right: DUE_AT")
        let changes = before.changes(to: try TrialCatalogue.load(text))
        #expect(
            changes.map(\.text) == ["formula: CLOSED_AT >= occurred → CLOSED_AT >= DUE_AT"], "\(changes)")
        #expect(changes.map(\.weight) == [.rules])
    }
}

extension CatalogueErrorTests {
    @Test(arguments: [
        Case("data_set: case", "data_set: cases # HERE", "there is no data set cases, expected one of case"),
        Case("left: CLOSED_AT", "left: CLOSED # HERE", "CLOSED is no element that is sent in case"),
        Case("left: CLOSED_AT", "left: HOURS # HERE", "HOURS is no element that is sent in case"),
        Case("left: CLOSED_AT", "left: FELL_DUE # HERE", "FELL_DUE is no element that is sent in case"),
        Case("left: CLOSED_AT", "left: CLOSED_AT + 1 # HERE", "counts with a date, expected the date alone"),
        Case("left: CLOSED_AT", "left: -CLOSED_AT # HERE", "counts with a date, expected the date alone"),
        Case(
            "left: CLOSED_AT", "left: FILED + CLOSED_AT # HERE", "counts with a date, expected the date alone"
        ),
        Case(
            "right: occurred", "right: FILED # HERE", "FILED is a number and CLOSED_AT is not, expected two"),
        Case("right: occurred", "right: occurred + 1 # HERE", "'+' where nothing more is expected"),
        Case("right: occurred", "right: happened # HERE", "'happened' where an element's code is expected"),
        Case("missing: skip_if_any", "missing: never_skip # HERE", "a date that is missing is no 0"),
        Case(
            "missing: skip_if_any", "missing: skip # HERE", "'skip', expected one of skip_if_any, skip_if_all"
        ),
        Case("operator: \">=\"", "operator: \">\" # HERE", "'>', expected one of <=, =, >="),
        Case("code: FEW_MEANS", "code: CLOSED_LATER # HERE", "the rule's code CLOSED_LATER is taken already"),
        Case(
            "\"WEAK{reason=means} + 2 - 3\"", "WEAK + 2 # HERE", "the options of reason, which overlap"),
        Case(
            "\"12 - WEAK{reason=other}\"", "\"12 - WEAK{reason=others}\" # HERE",
            "reason has no option others, expected one of means, other"),
        Case(
            "\"12 - WEAK{reason=other}\"", "\"12 - HOURS{reason=other}\" # HERE",
            "HOURS is not told apart by reason"),
        Case("\"12 - WEAK{reason=other}\"", "occurred # HERE", "occurred is when an event happened"),
        Case("\"12 - WEAK{reason=other}\"", "1000000000001 # HERE", "the number is too large"),
        Case("closed: CLOSED_AT,", "closed: FILED, # HERE", "FILED is no date of case"),
        Case("deferred: PUT_OFF", "deferred: MINUTES # HERE", "MINUTES is no flow of case"),
        Case("closed: CLOSED_AT, ", "# HERE ", "the key 'closed' is missing"),
    ])
    func `Rules and cases`(spoilt: Case) throws { try check(spoilt) }
}
