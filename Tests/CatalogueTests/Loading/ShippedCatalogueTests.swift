@testable import Catalogue
import Testing

@Suite struct ShippedCatalogueTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.shipped() }

    @Test func `It has all forms of the field, and everything belongs to one of the fourteen subjects`() {
        #expect(
            catalogue.dataSets.map(\.code) == [
                "city-problem", "coverage", "population", "floating-members", "check-in", "check-in-sent",
                "linkage", "joint-activity", "chronic-spot", "service-request", "resident-survey",
                "weak-branch",
                "members", "economy", "effort", "targets", "meeting-paper", "nil-report",
            ])
        #expect(catalogue.subjects.count == 14)
        #expect(catalogue.indicators.allSatisfy { $0.subject != nil })
    }

    @Test func `What reports overlap on has no total, what is of persons is sensitive`() {
        let overlapping = catalogue.categories.filter { !$0.hasTotal }.map(\.code)
        #expect(overlapping == ["direction", "pair", "aspect", "reason"])
        for code in ["FM_TOTAL", "CI_DONE", "WB_LISTED", "RS_POSITIVE", "PM_ROLE"] {
            #expect(catalogue.element(code)?.isSensitive == true, "\(code)")
        }
        #expect(catalogue.element("LK_MEETINGS")?.isSensitive == false)
    }

    @Test func `Kinds that must not be added over time are not flows`() {
        #expect(catalogue.element("CI_ACTIVE")?.kind == .distinct)
        #expect(catalogue.element("CI_ACTIVE_YTD")?.kind == .cumulative)
        #expect(catalogue.element("TG_WB_FIXED")?.kind == .target)
        #expect(catalogue.element("EC_INC_RURAL")?.kind == .rate(weight: "EC_INC_RURAL_POP"))
        #expect(catalogue.element("CI_HOURS")?.scale == 1)
    }

    @Test func `Every element says in both languages what it is and where that comes from`() {
        for element in catalogue.elements {
            for text in [element.names.chinese, element.definition.chinese] {
                #expect(text.unicodeScalars.contains { $0.value > 0x2E80 }, "\(element.code)")
            }
            for text in [element.names.english, element.definition.english, element.source, element.unit] {
                #expect(text.count > 1, "\(element.code)")
            }
        }
    }

    @Test func `Every id and every code leads to its own part`() {
        for element in catalogue.elements {
            #expect(catalogue.element(element.code) == element)
            #expect(catalogue.element(id: element.id) == element)
        }
        for dataSet in catalogue.dataSets { #expect(catalogue.dataSet(id: dataSet.id) == dataSet) }
        for category in catalogue.categories {
            for option in category.options {
                #expect(catalogue.option(id: option.id) == option)
                #expect(catalogue.category(ofOption: option.id) == category)
            }
        }
    }

    @Test func `Every unit of measure has a Chinese name`() {
        for element in catalogue.elements {
            let names = catalogue.unitNames(element)
            #expect(names.chinese.unicodeScalars.contains { $0.value >= 0x3400 }, "\(element.unit)")
        }
    }

    @Test func `A level is found by its code and by its length`() {
        #expect(catalogue.level("district")?.length == 6)
        #expect(catalogue.level("6") == catalogue.level("district"))
        #expect(catalogue.level("7") == nil)
    }

    @Test func `Milestones date what they must`() {
        let dating = Dictionary(grouping: catalogue.elements.filter { $0.datedBy != nil }) { $0.datedBy }
        #expect(
            dating.mapValues { $0.map(\.code) } == [
                "CP_DUE_AT": [
                    "CP_FELL_DUE", "CP_DUE_CLOSED", "CP_DUE_ONTIME", "CP_DEFERRED", "CP_EXTENDED",
                    "CP_DUE_DEFERRED", "CP_MISSED",
                ],
                "CP_CLOSED_AT": ["CP_ENDED", "CP_REWORK", "CP_CLOSED_LATE"],
                "SV_AT": ["SV_CALLED", "SV_REACHED", "SV_SOLVED", "SV_SATISFIED", "SV_BASIC"],
            ])
        #expect(
            catalogue.element("CP_DUE_ONTIME")?.kind
                == .derived(
                    Derivation(conditions: [
                        .present("CP_DUE_AT"), .dayEnded("CP_DUE_AT"), .notAfter("CP_CLOSED_AT", "CP_DUE_AT"),
                    ])))
    }

    @Test func `Differences and filters of indicators are read as they are written`() throws {
        let fill = try #require(catalogue.indicator("COV_FILL_RATE"))
        #expect(
            fill.formulaText
                == "(COV_BLANK_FILLED) ÷ (COV_BLANK_FILLED + COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY) × 100"
        )
        #expect(
            catalogue.indicator("CP_ACUTE_ONTIME_RATE")?.formulaText
                == "(CP_DUE_ONTIME{urgency=acute}) ÷ (CP_FELL_DUE{urgency=acute}) × 100")
        #expect(
            catalogue.indicator("COV_BLANK")?.formulaText
                == "COV_TOTAL - COV_SINGLE - COV_JOINT - COV_WORKONLY")
    }
}
