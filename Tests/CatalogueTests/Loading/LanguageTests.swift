import Testing
import Wire

@testable import Catalogue

@Suite struct LanguageTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try TrialCatalogue.load() }

    @Test func `Forms are read with their defaults`() throws {
        let economy = try #require(catalogue.dataSet("economy"))
        #expect(economy.form == .periodic(.yearly, dueDays: 120, dueFrom: .start, lookBack: 1))
        #expect(economy.scope == .subtree)
        #expect(economy.reporters.units.map(\.description) == ["4419", "0202"])
        #expect(economy.elements == ["INCOME", "PEOPLE", "GOAL", "ACTIVE"])
        let work = try #require(catalogue.dataSet("monthly-work"))
        #expect(work.form == .periodic(.monthly, dueDays: 5, dueFrom: .end, lookBack: 0))
        #expect(work.scope == .own)
        #expect(work.required.isEmpty)
        #expect(catalogue.dataSet("case")?.form == .event(categories: ["urgency"]))
    }

    @Test func `Elements are read with their kinds`() throws {
        #expect(catalogue.element("INCOME")?.kind == .rate(weight: "PEOPLE"))
        #expect(catalogue.element("ACTIVE")?.kind == .distinct)
        #expect(catalogue.element("ACTIVE")?.isSensitive == true)
        #expect(catalogue.element("TO_DATE")?.kind == .cumulative)
        #expect(catalogue.element("GOAL")?.kind == .target)
        #expect(catalogue.element("HOURS")?.scale == 1)
        #expect(catalogue.element("HOURS")?.bounds == -50...1_000)
        #expect(catalogue.element("WEAK")?.categories == ["reason", "urgency"])
        #expect(catalogue.element("FELL_DUE")?.datedBy == "DUE_AT")
        #expect(
            catalogue.element("OPEN_LATE")?.kind
                == .derived(Derivation(conditions: [.absent("CLOSED_AT"), .dayEnded("DUE_AT")])))
        #expect(catalogue.categories(ofElement: "FILED") == ["urgency"])
        #expect(catalogue.categories(ofElement: "WEAK") == ["reason", "urgency"])
    }

    @Test func `Units of measure have names where the catalogue gives them, and then all have`() throws {
        func named(_ units: String) throws -> Catalogue {
            try TrialCatalogue.load(
                TrialCatalogue.text.replacing(
                    "categories:", with: "units_of_measure: [\(units)]\ncategories:", maxReplacements: 1))
        }
        let filed = try #require(catalogue.element("FILED"))
        #expect(catalogue.unitNames(filed) == Names("cases"))
        let cases = "{ unit: cases, name: { zh: 件, en: cases } }"
        let hours = "{ unit: hours, name: { zh: 小时, en: hours } }"
        #expect(try named("\(cases), \(hours)").unitNames(filed) == Names(chinese: "件", english: "cases"))
        let error = #expect(throws: CatalogueError.self) {
            try named("{ unit: case, name: { zh: 件, en: case } }, \(hours)")
        }
        #expect(
            error?.message.contains("cases is not among units_of_measure, expected one of case, hours")
                == true,
            "\(String(describing: error))")
    }

    @Test func `Options that overlap have no total`() {
        #expect(catalogue.category("reason")?.hasTotal == false)
        #expect(catalogue.category("urgency")?.hasTotal == true)
    }

    @Test func `Expressions may begin with a minus and filter by several categories`() {
        #expect(
            catalogue.indicator("WEAK_MEANS")?.figure
                == .count(
                    Expression(terms: [
                        .init(
                            sign: -1,
                            operand: .element(
                                .init(element: "WEAK", filter: ["reason": "means", "urgency": "acute"]))),
                        .init(
                            sign: 1,
                            operand: .element(
                                .init(element: "WEAK", filter: ["reason": "other", "urgency": "chronic"]))),
                    ])))
        #expect(catalogue.indicator("LATE_RATE")?.factor == 100)
        #expect(catalogue.indicator("WEAK_MEANS")?.factor == 1)
    }

    @Test func `The digest is of the bytes`() throws {
        let other = try TrialCatalogue.load(TrialCatalogue.text + "# a remark\n")
        #expect(catalogue.digest.count == 32)
        #expect(other.digest != catalogue.digest)
        #expect(try TrialCatalogue.load().digest == catalogue.digest)
    }
}
