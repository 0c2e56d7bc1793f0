import Statistics
import Testing
import Wire

/// Asks a store everything that the model knows and expects the same.
struct Comparison {
    let store: StatisticsStore
    let model: StatisticsModel
    /// 2025-03-20 noon in Shanghai: some deadlines have not passed.
    var nowMilliseconds: Int64 = 1_742_443_200_000

    private var today: Int64 { (nowMilliseconds / 1_000 + 8 * 3_600) / 86_400 }

    static let optionCodes = [
        "1": "water", "2": "air", "3": "acute", "4": "chronic", "5": "old", "6": "poor",
    ]

    func expectEverything(_ comment: Comment) throws {
        for level in [nil, 2, 4, 6, 9] as [Int?] {
            for months: UInt32 in [0, 1, 3, 12] {
                for category in ["", "type", "urgency"] {
                    var split = StatisticsModel.Split(level: level, months: months)
                    split.options = ["type": [1, 2], "urgency": [3, 4]][category] ?? []
                    try expectEvents(split, category, comment)
                    if category != "urgency" { try expectMonthly(split, category, comment) }
                    if category == "", months == 0 || months == 12 { try expectYearly(split, comment) }
                }
                var split = StatisticsModel.Split(level: level, months: months)
                split.options = [5, 6]
                expect(
                    [model.flows(StatisticsModel.monthly, 16, split)], try rows(["WEAK"], split, "reason"),
                    comment)
            }
        }
        var within = StatisticsModel.Split(level: 6, months: 1)
        within.within = UnitCode("5101")
        try expectEvents(within, "", comment)
        try expectMonthly(within, "", comment)
    }

    private func rows(
        _ items: [String], _ split: StatisticsModel.Split, _ category: String
    ) throws -> [[String]: [ResultTable.Value]] {
        var by: [String] = []
        if let level = split.level { by.append("unit:\(level)") }
        if split.months > 0 { by.append([1: "month", 3: "quarter", 12: "year"][split.months] ?? "") }
        if !category.isEmpty { by.append(category) }
        let query = Query(items: items, unit: split.within?.description, by: by)
        let table = try store.answer(query, subtree: nil, nowMilliseconds: nowMilliseconds)
            .withoutCompleteness
        #expect(table.columns.prefix(by.count).map(\.name) == by.map { $0.hasPrefix("unit") ? "unit" : $0 })
        var rows: [[String]: [ResultTable.Value]] = [:]
        for row in table.rows {
            var texts = row.prefix(by.count).map { value in
                if case .text(let text) = value { text } else { "" }
            }
            if split.level == nil { texts.insert("", at: 0) }
            if split.months == 0 { texts.insert("", at: 1) }
            if category.isEmpty { texts.append("") }
            #expect(rows[texts] == nil)
            rows[texts] = Array(row.dropFirst(by.count))
        }
        return rows
    }

    private func named(_ place: StatisticsModel.Place) -> [String] {
        [place[0], place[1], Self.optionCodes[place[2]] ?? ""]
    }

    private func expect(
        _ columns: [[StatisticsModel.Place: Int64]], _ rows: [[String]: [ResultTable.Value]],
        _ comment: Comment
    ) {
        var expected: [[String]: [ResultTable.Value]] = [:]
        for (index, column) in columns.enumerated() {
            for (place, value) in column {
                expected[named(place), default: Array(repeating: .none, count: columns.count)][index] =
                    .number(value)
            }
        }
        #expect(rows == expected, comment)
    }

    private func expectEvents(
        _ split: StatisticsModel.Split, _ category: String, _ comment: Comment
    ) throws {
        let elements = ["FILED", "OPEN", "COST", "FELL_DUE", "ON_TIME"]
        let values = model.eventValues(split, today: today)
        let columns = elements.map { (values[$0] ?? [:]).mapValues { $0.reduce(0, +) } }
        expect(columns, try rows(elements, split, category), comment)
        let minutes = values["MINUTES"] ?? [:]
        let answered = try rows(["MINUTES"], split, category)
        #expect(Set(minutes.keys.map(named)) == Set(answered.keys), comment)
        for (place, values) in minutes {
            let sorted = values.sorted()
            let row = answered[named(place)] ?? []
            #expect(row.first == .number(Int64(values.count)), comment)
            for (column, percent) in [(1, 50), (2, 90)] {
                let exact = sorted[max(0, (values.count * percent + 99) / 100 - 1)]
                guard row.count == 3, case .number(let value) = row[column] else {
                    Issue.record("no quantile at \(place)")
                    continue
                }
                #expect(abs(value - exact) * 100 <= exact, comment)
            }
        }
    }

    private func expectMonthly(
        _ split: StatisticsModel.Split, _ category: String, _ comment: Comment
    ) throws {
        let set = StatisticsModel.monthly
        let lookBack = model.monthlyLookBack
        expect(
            [model.flows(set, 12, split), model.stocks(set, 11, split, lookBack: lookBack)],
            try rows(["FOUND", "STAFF"], split, category), comment)
        guard category.isEmpty else { return }
        expect(
            [model.stocks(set, 15, split, lookBack: lookBack, endsWithYear: true)],
            try rows(["YEAR_TO_DATE"], split, category), comment)
        guard split.months == 1 else { return }
        expect([model.flows(set, 13, split)], try rows(["VISITORS"], split, category), comment)
    }

    private func expectYearly(_ split: StatisticsModel.Split, _ comment: Comment) throws {
        let set = StatisticsModel.yearly
        let urban = model.stocks(set, 22, split, lookBack: 1, with: [21])
        let people = model.stocks(set, 21, split, lookBack: 1, with: [22])
        var rates: [StatisticsModel.Place: Int64] = [:]
        for (place, people) in people where people > 0 {
            guard let urban = urban[place] else { continue }
            // Half away from zero, in whole numbers: all are positive.
            rates[place] = (urban * 1_000_000 * 2 + people) / (people * 2)
        }
        expect([rates, urban, people], try rows(["URBAN_RATE"], split, ""), comment)
        expect([model.stocks(set, 23, split, lookBack: 0)], try rows(["PLANNED"], split, ""), comment)
        guard split.months == 12 else { return }
        expect([model.means(24, weight: 21, split)], try rows(["INCOME"], split, ""), comment)
    }
}
