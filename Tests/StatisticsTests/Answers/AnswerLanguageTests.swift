import Catalogue
import Statistics
import Testing
import Wire

/// Every kind of answer in Chinese and in English: what is said changes, codes, columns and numbers do not.
@Suite struct AnswerLanguageTests {
    private struct Question {
        var items: [String]
        var answer: String?
        var by: [String] = []
        var period: String?
        var isExplained = false
        /// Of the English notes.
        var says: [String] = []
    }

    /// Two streets with forms and cases; one of the reports breaks a rule, one stands from the month before.
    private static func store(units: String?) throws -> ShippedStore {
        var store = try ShippedStore(units: units)
        for (unit, month, total) in [
            ("510104017003", "202512", 30), ("510104017004", "202511", 5), ("510104017004", "202510", 500),
        ] {
            try store.report(
                "coverage", unit, month,
                [
                    "COV_TOTAL:community": Int64(total), "COV_SINGLE:community": 10, "COV_JOINT:community": 1,
                    "COV_WORKONLY:community": 2, "COV_ELIGIBLE:community": 3,
                    "COV_ELIGIBLE_BUILT:community": 4,
                ])
        }
        for (filed, closed) in [("20251110", "20251120"), ("20251203", nil), ("20251204", "20251205")] {
            try store.event(
                "city-problem", "510104017", filed,
                closed == nil ? ["CP_FILED": 1] : ["CP_FILED": 1, "CP_MINUTES": 1_440],
                options: ["type=other"],
                dates: (closed.map { ["CP_CLOSED_AT": $0] } ?? [:]).merging(["CP_DUE_AT": "20251206"]) { $1 })
        }
        try store.event("service-request", "510104017", "20251201", ["RQ_DISPATCHED": 1])
        try store.report("targets", "510104", "2025", ["TG_BLANK_FILLED:community": 9])
        try store.report(
            "joint-activity", "510104017003", "202512",
            ["FU_PAIR:pair=other": 4, "FU_PAIR:organ_community": 5])
        return store
    }

    private static let questions = [
        Question(
            items: ["COV_TOTAL", "COV_ORG_RATE"], by: ["unit:district", "month"], period: "202512",
            says: ["stands from an earlier period", "Zhongbanfa"]),
        Question(
            items: [
                "COV_ORG_RATE", "SYS_SPREAD", "CP_FILED", "CP_OPEN", "COV_TOTAL", "CI_ACTIVE",
                "TG_FILL_PROGRESS",
            ],
            period: "202512", isExplained: true, says: ["COV_ORG_RATE = ", "added over periods", "left out"]),
        Question(items: ["RQ_CLOSE_RATE"], period: "202512", says: ["may still change"]),
        Question(
            items: ["COV_ORG_RATE"], answer: "ranking", by: ["unit:community"], period: "202511",
            says: ["left out of the ranking", "below 10"]),
        Question(items: ["CP_FILED"], answer: "trend", by: ["month"], period: "202511..202512"),
        Question(items: ["CP_FILED"], answer: "share", by: ["type"]),
        Question(items: ["CP_MINUTES"], answer: "distribution", says: ["narrower than 1/128"]),
        Question(items: ["FU_PAIR"], answer: "matrix", by: ["pair"], says: ["which is no pair"]),
        Question(items: ["SV_SOLVE_RATE"], answer: "interval", period: "202512", says: ["a 95 % interval"]),
        Question(items: ["TG_FILL_PROGRESS"], answer: "progress", period: "202512"),
        Question(
            items: ["COV_BLANK"], answer: "blank-spots", period: "202512", says: ["not_reported: nothing"]),
        Question(
            items: ["*"], answer: "completeness", period: "202512..202601", says: ["is not over", "left out"]),
        Question(items: ["*"], answer: "missing", period: "202512", says: ["left out"]),
        Question(items: ["coverage"], answer: "missing", period: "203001", says: ["nothing is expected yet"]),
        Question(items: ["*"], answer: "violations"),
        Question(items: ["*"], answer: "outliers", says: ["Iglewicz", "nothing was found"]),
        Question(items: ["*"], answer: "conflicts", says: ["nothing was found"]),
        Question(items: ["*"], answer: "repeated-ids"), Question(items: ["*"], answer: "clocks"),
        Question(items: ["*"], answer: "backlog", says: ["which has not ended"]),
        Question(items: ["*"], answer: "backlog", period: "202511", says: ["as of the end of"]),
    ]

    /// Of columns with names for people.
    private static func isName(_ column: ResultTable.Column) -> Bool { column.name.hasSuffix(".name") }

    /// A source is cited as it is.
    private func withoutSources(_ note: String) -> String {
        sources.reduce(note) { $0.replacing($1, with: "") }
    }

    /// The longest first, since some are in others.
    private let sources: [String]

    init() throws {
        sources = Set(try Catalogue.shipped().elements.map(\.source)).sorted { $0.count > $1.count }
    }

    private func expect(_ question: Question, of store: ShippedStore) throws {
        func ask(_ languages: [Language]) throws -> ResultTable {
            try store.ask(
                question.items, question.answer, by: question.by, period: question.period,
                isExplained: question.isExplained, languages: languages)
        }
        let (english, chinese) = (try ask([.english]), try ask([.chinese]))
        #expect(english.columns == chinese.columns && english.notes.count == chinese.notes.count)
        for said in question.says {
            #expect(english.notes.contains { $0.contains(said) }, "\(question): \(said): \(english.notes)")
        }
        for (note, other) in zip(english.notes, chinese.notes) {
            #expect(Said.isEnglish(withoutSources(note)), "\(note)")
            #expect(Said.isChinese(withoutSources(other)), "\(other)")
        }
        for (row, other) in zip(english.rows, chinese.rows) {
            for (index, column) in english.columns.enumerated() {
                guard Self.isName(column), case .text(let name) = row[index],
                    case .text(let named) = other[index]
                else {
                    #expect(row[index] == other[index], "\(column.name)")
                    continue
                }
                #expect(Said.isEnglish(name) && Said.isChinese(named), "\(column.name): \(name), \(named)")
            }
        }
        let both = try ask([.chinese, .english])
        #expect(both.notes == zip(chinese.notes, english.notes).map { "\($0) / \($1)" })
    }

    @Test func `Every answer says what it says in the language that was asked for`() throws {
        let store = try Self.store(units: "code,name\n510104017003,甲\n510104017004,乙\n")
        for question in Self.questions { try expect(question, of: store) }
        try store.close()
    }

    @Test func `So it does where no units are registered`() throws {
        let store = try Self.store(units: nil)
        for answer in ["completeness", nil] {
            try expect(
                Question(
                    items: answer == nil ? ["COV_TOTAL"] : ["coverage"], answer: answer, period: "202512",
                    says: ["no units are registered"]), of: store)
        }
        try store.close()
    }

    @Test func `Where nobody is missing, and where nothing is known, it says so in both languages`() throws {
        let store = try Self.store(units: "code,name\n510104017003,甲\n")
        for (items, period, said) in [
            (["coverage"], "202512", "nobody is missing"), (["population"], "2025", "no report was expected"),
        ] {
            try expect(
                Question(items: items, answer: "missing", period: period, says: [said]), of: store)
        }
        try expect(
            Question(items: ["weak-branch"], answer: "completeness", says: ["nobody has reported it yet"]),
            of: store)
        try store.close()
    }
}
