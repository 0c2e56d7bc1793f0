import Catalogue
import Foundation
import Statistics
import Testing
import Wire

/// Every reason for which a question or an export is refused, in both languages.
@Suite struct RefusalLanguageTests {
    private static func asked(
        _ items: String, _ answer: String? = nil, unit: String? = nil, by: String = "", period: String? = nil,
        filters: String = ""
    ) -> Query {
        func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
        let ends = period.map { $0.components(separatedBy: "..") }
        return Query(
            items: words(items), unit: unit, by: words(by),
            periods: ends.map { .init(first: $0[0], last: $0[$0.count - 1]) },
            filters: words(filters).map { text in
                let parts = text.split(separator: "=").map(String.init)
                return .init(category: parts[0], option: parts[1])
            }, answer: answer)
    }

    private func expect(
        _ said: String, _ body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: QueryError.self, "\(said)", sourceLocation: sourceLocation) { try body() }
        guard let message = error?.message else { return }
        #expect(message.english.contains(said), "\(message)", sourceLocation: sourceLocation)
        #expect(Said.isEnglish(message.english), "\(message)", sourceLocation: sourceLocation)
        #expect(Said.isChinese(message.chinese), "\(message)", sourceLocation: sourceLocation)
    }

    /// What is asked, and what the English refusal says.
    private static let questions: [(Query, String)] = [
        (asked(""), "nothing was asked"), (asked("CP_FILD"), "no element and no indicator of this code"),
        (asked("CP_FILED CP_FILED"), "CP_FILED: asked for twice"),
        (asked("CP_FILED", "rankin"), "no such answer"),
        (asked("CP_FILED", unit: "51x"), "not a unit's code"),
        (asked("CP_FILED", period: "202513"), "does not exist"),
        (asked("CP_FILED", period: "202503..202501"), "run backwards"),
        (asked("CP_FILED", period: "202503..2025"), "Expected two of one type"),
        (asked("CP_FILED", by: "unit:planet"), "no such level of units"),
        (asked("CP_FILED", by: "tpye"), "expected unit:LEVEL"),
        (asked("CP_FILED", by: "month month"), "asked for twice"),
        (asked("CP_FILED", unit: "510104", by: "unit:4"), "lies above the unit asked for"),
        (asked("CP_FILED", by: "week"), "lies in no week"),
        (asked("CP_FILED", filters: "tpye=other"), "there is no category tpye"),
        (asked("CP_FILED", filters: "type=x"), "has no option x"),
        (asked("CP_FILED", filters: "type=other type=other"), "given twice"),
        (asked("CP_FILED", filters: "subject=mass_org"), "cannot be asked where subject=mass_org"),
        (asked("CP_FILED", by: "subject"), "is not reported by subject"),
        (asked("CP_FILED", by: "data_set"), "only counts of reports are told apart by form"),
        (asked("CP_FILED", filters: "data_set=coverage"), "is no count of reports"),
        (asked("COL_REPORT_RATE", filters: "data_set=covrage"), "expected one form"),
        (asked("COL_REPORT_RATE", by: "type"), "nothing is told apart by type"),
        (asked("COL_REPORT_RATE", filters: "type=other"), "cannot be asked where type=other"),
        (asked("COL_REPORT_RATE", by: "week", filters: "data_set=coverage"), "lies in no week"),
        (asked("COL_REPORT_RATE", period: "20250102", filters: "data_set=coverage"), "would cut one"),
        (asked("CP_CLOSED_AT"), "CP_CLOSED_AT is a date and is never added"),
        (asked("coverage"), "coverage is a form, no element or indicator"),
        (asked("FM_TOTAL"), "options of direction overlap"),
        (asked("EC_POP", by: "unit:9"), "for everything below them"),
        (asked("EC_POP", period: "202501"), "would cut one"),
        (asked("CI_ACTIVE", period: "202501..202502"), "must not be added over several periods"),
        (asked("CI_RATE", by: "unit:12"), "says nothing below units"),
        (asked("TG_WB_PROGRESS", by: "domain"), "is of several forms"),
        (asked("SYS_SPREAD", by: "domain"), "compares the options of domain"),
        (asked("LK_ACTIVE_RATE", by: "subject"), "counts units"),
        (asked("CP_FILED", "blank-spots", period: "202501"), "one count of one return"),
        (asked("COV_BLANK", "blank-spots"), "Ask with --period for one month"),
        (asked("COV_BLANK", "blank-spots", by: "unit:6"), "a row for each unit"),
        (asked("CP_FILED", "distribution"), "of kind distribution"),
        (asked("CP_FILED", "interval"), "no rate in per cent"),
        (asked("CP_FILED CP_CLOSED", "matrix", by: "type"), "matrix: it shows one item"),
        (asked("CP_FILED", "matrix", by: "type"), "two dimensions"),
        (asked("CP_FILED", "progress"), "no rate in per cent"),
        (asked("COV_ORG_RATE", "progress"), "no target of the year"),
        (asked("TG_FILL_PROGRESS", "progress"), "of which year"),
        (asked("CP_FILED CP_CLOSED", "ranking", by: "type"), "one item is ranked"),
        (asked("CP_FILED", "ranking"), "nothing is told apart that could be ranked"),
        (asked("WB_RATE", "ranking", by: "unit:6"), "is not ranked"),
        (asked("CP_FILED", "share"), "nothing is told apart that could have a share"),
        (asked("FM_TOTAL", "share", by: "direction"), "more than 100 %"),
        (asked("COV_TOTAL", "share", by: "month"), "not added over time"),
        (asked("COV_ORG_RATE", "share", by: "domain"), "is not added up"),
        (asked("CP_FILED", "trend"), "one column of periods"),
        (asked("CP_FILED", "trend", by: "quarter", period: "202501..202502"), "would cut a quarter"),
        (asked("coverage", "completeness", filters: "domain=park"), "completeness has no options"),
        (asked("coverage", "completeness", by: "domain"), "completeness has no options"),
        (asked("coverage", "completeness", by: "data_set"), "of one form anyway"),
        (asked("coverage", "completeness", by: "month month"), "asked for twice"),
        (asked("coverage", "completeness", unit: "510104", by: "unit:4"), "Ask for a unit further up"),
        (asked("coverage", "completeness", by: "week"), "Ask for longer or whole periods"),
        (asked("covrage", "completeness"), "no form of this code"),
        (asked("coverage coverage", "completeness"), "asked for twice"),
        (asked("meeting-paper", "completeness"), "single happenings"),
        (asked("coverage", "missing", by: "month"), "a unit, a form and a period anyway"),
        (asked("coverage", "missing", period: "20250102"), "Ask for whole periods"),
        (asked("city-problem", "backlog", by: "month"), "of one moment"),
        (asked("city-problem", "backlog", by: "type type"), "asked for twice"),
        (asked("city-problem", "backlog", by: "domain"), "are not told apart by domain"),
        (asked("* coverage", "violations"), "expected nothing beside it"),
        (asked("covrage", "violations"), "expected *, for everything"),
        (asked("coverage coverage", "violations"), "Name each once"),
        (asked("coverage", "conflicts", by: "month"), "not told apart by month"),
        (asked("coverage", "conflicts", filters: "domain=park"), "not told apart by an option"),
    ]

    @Test func `Every question that is refused is refused in both languages`() throws {
        var store = try ShippedStore(units: "code,name\n510104017003,甲\n")
        try store.report("coverage", "510104017003", "202501", ["COV_TOTAL:community": 3])
        for (query, said) in Self.questions {
            expect(said) {
                _ = try store.store.answer(query, subtree: nil, nowMilliseconds: TestClock.early)
            }
        }
        try store.close()
    }

    private static let exports: [(Export, String)] = [
        (Export(dataSets: ["covrage"]), "no such form"),
        (Export(dataSets: ["coverage", "coverage"]), "Name each form once"),
        (Export(dataSets: ["coverage"], key: .period("202501")), "a single report is of one unit"),
        (Export(dataSets: ["coverage"], unit: "51", key: .period("2025")), "reported for each month"),
        (
            Export(dataSets: ["coverage"], unit: "51", key: .event(EventID(high: 1, low: 1))),
            "found by period"
        ),
        (Export(dataSets: ["city-problem"], unit: "51", key: .period("2025")), "found by id"),
    ]

    @Test func `Every export that is refused is refused in both languages`() throws {
        let store = try ShippedStore()
        for (export, said) in Self.exports {
            expect(said) { _ = try store.store.export(export, subtree: nil) }
        }
        try store.close()
    }

    @Test func `What the credential, the registry or a limit does not permit is said in both languages`()
        throws
    {
        let store = try ShippedStore()
        expect("no units are registered") { _ = try store.ask(["coverage"], "missing") }
        expect("lies outside 5101") {
            _ = try store.store.answer(
                Self.asked("CP_FILED", unit: "52"), subtree: UnitCode("5101"),
                nowMilliseconds: TestClock.early)
        }
        try store.close()
        let small = try ScannedStore(seed: 31, reports: 50, limits: Limits(scannedRows: 1))
        expect("more than 1 reports") { _ = try small.table("violations") }
        try small.close()
    }

    /// A catalogue without cases, and one whose numbers are too large.
    @Test func `What the catalogue does not permit is said in both languages`() throws {
        let shipped = String(decoding: try Catalogue.shipped().source, as: UTF8.self)
        let caseless = shipped.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("    case: ") }.joined(separator: "\n")
        var store = try ShippedStore(catalogue: Catalogue(yaml: Array(caseless.utf8), file: "caseless.yaml"))
        expect("no form of the catalogue has cases") { _ = try store.ask(["*"], "backlog") }
        try store.close()
        let huge = """

            indicators:
              - code: HUGE
                name: { zh: 大, en: Huge }
                subject: coverage
                numerator: EC_GDP
                factor: 1000000

            """
        let wide = shipped.replacing("bounds: [0, 2000000000]", with: "bounds: [0, 8796093022207]")
            .replacing("\nindicators:\n", with: huge)
        store = try ShippedStore(catalogue: Catalogue(yaml: Array(wide.utf8), file: "huge.yaml"))
        for unit in ["510104", "510105"] {
            try store.report("economy", unit, "2025", ["EC_GDP": 8_000_000_000_000])
        }
        expect("does not fit 64 bits") { _ = try store.ask(["HUGE"]) }
        try store.close()
    }
}
