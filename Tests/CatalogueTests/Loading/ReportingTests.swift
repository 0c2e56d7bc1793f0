import Testing
import Wire

@testable import Catalogue

/// When returns are due, and which of them state how many events there are.
@Suite struct ReportingTests {
    private func load(_ old: String, _ new: String) throws -> Catalogue {
        #expect(TrialCatalogue.text.contains(old))
        return try TrialCatalogue.load(TrialCatalogue.text.replacing(old, with: new))
    }

    @Test func `A return is due some days after its period, and on time within the days of grace`() throws {
        let catalogue = try load("due_days: 5\n", "due_days: 5\n    grace_days: 2\n")
        let work = try #require(catalogue.dataSet("monthly-work")?.deadline)
        let january = try #require(Period(text: "202501"))
        let end = try #require(CivilDate(year: 2025, month: 1, day: 31)).days
        #expect(work.dueDay(of: january) == end + 5 && work.lastTimelyDay(of: january) == end + 7)
        #expect(!work.isExpected(for: january, on: end) && work.isExpected(for: january, on: end + 1))
        // Counted from the start, its first day is the first of them; it is expected once the period has begun.
        let economy = try #require(catalogue.dataSet("economy")?.deadline)
        let year = try #require(Period(text: "2025"))
        let start = try #require(CivilDate(year: 2025, month: 1, day: 1)).days
        #expect(economy.dueDay(of: year) == start + 119 && economy.lastTimelyDay(of: year) == start + 119)
        #expect(!economy.isExpected(for: year, on: start - 1) && economy.isExpected(for: year, on: start))
        #expect(catalogue.dataSet("case")?.deadline == nil)
        let targets = try #require(try Catalogue.shipped().dataSet("targets")?.deadline)
        #expect(targets.dueDay(of: year) == end)
    }

    @Test func `The nil report states the events of both forms of events`() throws {
        let catalogue = try Catalogue.shipped()
        for (events, stated, held) in [
            ("city-problem", "NR_CP_FILED", "CP_FILED"),
            ("service-request", "NR_RQ_DISPATCHED", "RQ_DISPATCHED"),
        ] {
            let statement = catalogue.statement(of: try #require(catalogue.dataSet(events)))
            #expect(statement?.stated.code == stated && statement?.held.code == held)
        }
        #expect(catalogue.statement(of: try #require(catalogue.dataSet("coverage"))) == nil)
    }

    private static let hours = "kind: flow, bounds: [-50, 1000], scale: 1"

    @Test func `A flow that its form requires may state a flow of an event`() throws {
        let text = TrialCatalogue.text.replacing(
            Self.hours, with: "kind: flow, bounds: [0, 9], agrees_with: FILED"
        )
        .replacing("due_days: 5\n", with: "due_days: 5\n    required: [HOURS]\n")
        let catalogue = try TrialCatalogue.load(text)
        #expect(catalogue.element("HOURS")?.agreesWith == "FILED")
        #expect(catalogue.element("FILED")?.agreesWith == nil)
    }

    @Test(arguments: [
        ("kind: flow, bounds: [0, 9], agrees_with: FILED", "may be left empty"),
        ("\(hours), agrees_with: FILED", "is no flow of an event with the scale 1"),
        ("kind: flow, bounds: [0, 9], agrees_with: MINUTES", "MINUTES is no flow of an event"),
        ("kind: flow, bounds: [0, 9], agrees_with: WEAK", "WEAK is no flow of an event"),
        ("kind: flow, bounds: [0, 9], agrees_with: NOBODY", "NOBODY is no flow of an event"),
        ("kind: stock, bounds: [0, 9], agrees_with: FILED", "only a flow of a return without categories"),
    ])
    func `What cannot be compared is refused`(hours: String, said: String) {
        let error = #expect(throws: CatalogueError.self) { try load(Self.hours, hours) }
        #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
    }

    @Test func `An event has no days of grace, and they have a limit`() {
        let event = #expect(throws: CatalogueError.self) {
            try load("categories: [urgency]\n    rep", "categories: [urgency]\n    grace_days: 1\n    rep")
        }
        #expect(event?.message.contains("an event has no period") == true, "\(event?.message ?? "")")
        let long = #expect(throws: CatalogueError.self) {
            try load("due_days: 5\n", "due_days: 5\n    grace_days: 367\n")
        }
        #expect(
            long?.message.contains("expected a whole number of 0 to 366") == true, "\(long?.message ?? "")")
    }
}
