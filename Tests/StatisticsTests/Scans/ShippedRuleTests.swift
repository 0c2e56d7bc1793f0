import Catalogue
import Statistics
import Testing
import Wire

/// Each rule of the shipped catalogue, with a report made to break it and one made to keep it.
@Suite struct ShippedRuleTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.shipped() }

    /// A report of a rule's form whose left elements have one value and whose right elements have 0; dates of the left are
    /// so many days after the event.
    private func report(_ rule: Rule, _ number: UInt64, left: Int64) throws -> Report {
        let dataSet = try #require(catalogue.dataSet(rule.dataSet))
        var report = Report(
            dataSet: dataSet.id, unit: try #require(UnitCode("510104017003")),
            key: .event(EventID(high: 1, low: number)), savedAtMilliseconds: 1_000)
        if case .periodic(let type, _, _, _) = dataSet.form {
            report.key = .period(Period(type: type, index: UInt32(number)))
        } else {
            report.occurrence = .day(20_000)
        }
        for (terms, value) in [(rule.left.terms, left), (rule.right.terms, 0)] {
            for term in terms {
                let element = try #require(catalogue.element(term.element))
                if element.kind == .date {
                    report.values.append(ReportValue(element: element.id, kind: .day, value: 20_000 + value))
                } else {
                    report.values.append(
                        ReportValue(
                            element: element.id, options: try options(element, term.filter), value: value))
                }
            }
        }
        report.values.sort { $0.element < $1.element }
        return report
    }

    /// Of each category of a return's element the option that a rule names, else the first.
    private func options(_ element: Element, _ filter: [String: String]) throws -> [UInt32] {
        try element.categories.map { code in
            let options = try #require(catalogue.category(code)).options
            return try #require(options.first { filter[code] == nil || $0.code == filter[code] }).id
        }.sorted()
    }

    @Test func `Each is broken by a report made for that, and kept by one whose sides are equal`() throws {
        let folder = TemporaryFolder()
        defer { folder.remove() }
        let store = try StatisticsStore(
            folder: folder.path, catalogue: catalogue, nowMilliseconds: TestClock.early)
        var sending = BatchSource(seed: 1)
        var broken: [String: String] = [:]
        var kept: [String: String] = [:]
        for (index, rule) in catalogue.rules.enumerated() {
            let number = UInt64(index) * 2
            // More on the left than on the right, or a date before the event's own.
            let worse = try report(rule, number, left: rule.comparison == .atMost ? 1 : -1)
            let even = try report(rule, number + 1, left: 0)
            try store.apply([sending.batch([worse, even].groups)], nowMilliseconds: TestClock.early)
            broken[rule.code] = key(worse)
            kept[rule.code] = key(even)
        }
        let table = try store.answer(
            Query(items: ["*"], answer: "violations"), subtree: nil, nowMilliseconds: ScannedStore.now)
        for rule in catalogue.rules {
            let keys = table.texts.filter { $0["rule"] == rule.code }.compactMap { $0["key"] }
            #expect(
                keys.contains(broken[rule.code] ?? "") && !keys.contains(kept[rule.code] ?? ""),
                "\(rule.code)")
        }
        try store.close()
    }

    private func key(_ report: Report) -> String {
        switch report.key {
        case .event(let id): id.description
        case .period(let period): period.text
        }
    }
}
