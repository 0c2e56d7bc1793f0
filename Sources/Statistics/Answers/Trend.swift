import Catalogue
import Wire

/// Items by period with their changes: against the period before (环比), the same period a year before (同比), and since
/// January (1—N月累计) with its own change against the year before. A rate changes by percentage points, a number by per cent
/// of what it was; of 0 nothing is a percentage.
struct Trend {
    private let plain: Grid
    /// With what can be added up since 1 January.
    private let toDate: Grid
    private let range: ClosedRange<UInt32>?
    private let type: PeriodType
    /// Where in a place the period stands.
    private let position: Int

    /// - Parameters:
    ///   - range: the periods that were asked for; the grids reach a year further back. Nil: all.
    init(_ plain: Grid, toDate: Grid, range: ClosedRange<UInt32>?, type: PeriodType) {
        self.plain = plain
        self.toDate = toDate
        self.range = range
        self.type = type
        position = plain.question.dimensions.firstIndex { if case .period = $0 { true } else { false } } ?? 0
    }

    func table() throws(QueryError) -> AnswerTable {
        var table = AnswerTable(columns: plain.question.dimensions.map(\.column), rows: [])
        for item in plain.question.items {
            table.columns += item.columns + Self.columns(of: item)
        }
        table.columns += plain.behind.columns
        for row in plain.rows where range?.contains(row.place[position]) ?? true {
            var values: [ResultTable.Value] = []
            for item in plain.question.items {
                values += try item.values(at: row.place, plain.readout) + changes(of: item, at: row.place)
            }
            if values.contains(where: { $0 != .none }) {
                table.rows.append(plain.labels(row) + values + plain.behind.values(at: row.place))
            }
        }
        return table
    }

    private static func columns(of item: Item) -> [ResultTable.Column] {
        let kind = changeKind(item)
        let unit =
            item.isRate ? Names(chinese: "(百分点)", english: ", points") : Names(chinese: "", english: "")
        // Of all that a distribution has, its median is compared.
        let of =
            item.isDistribution
            ? Names(chinese: "中位数", english: "median ") : Names(chinese: "", english: "")
        func names(_ chinese: String, _ english: String) -> Names {
            Names(chinese: of.chinese + chinese, english: of.english + english)
        }
        func changes(_ chinese: String, _ english: String) -> Names {
            names(chinese + unit.chinese, english + unit.english)
        }
        return [
            item.column(".change", kind, changes("环比", "on the period before")),
            item.column(".change_year", kind, changes("同比", "on the year before")),
            item.column(".ytd", item.valueKind, names("本年累计", "since January")),
            item.column(".ytd_change_year", kind, changes("累计同比", "since January, on the year before")),
        ]
    }

    private static func changeKind(_ item: Item) -> ResultTable.Column.Kind {
        .decimal(scale: UInt8(Item.ratePlaces), isPercent: !item.isRate)
    }

    private func changes(of item: Item, at place: Place) throws(QueryError) -> [ResultTable.Value] {
        let now = item.figure(at: place, plain.readout)?.value
        let before = self.place(place, before: 1).flatMap { item.figure(at: $0, plain.readout)?.value }
        let yearBefore = type.perYear.flatMap { self.place(place, before: $0) }
        let last = yearBefore.flatMap { item.figure(at: $0, plain.readout)?.value }
        let sum = toDate.question.items.first { $0.code == item.code && $0.isAddedUp }
        let since = sum?.figure(at: place, toDate.readout)?.value
        let sinceLast = yearBefore.flatMap { place in sum?.figure(at: place, toDate.readout)?.value }
        let kind = Self.changeKind(item)
        return [
            try item.value(Self.change(item, before, now), kind),
            try item.value(Self.change(item, last, now), kind),
            try item.value(since, item.valueKind), try item.value(Self.change(item, sinceLast, since), kind),
        ]
    }

    private static func change(_ item: Item, _ before: Ratio?, _ now: Ratio?) -> Ratio? {
        guard let before, let now, let difference = now - before else { return nil }
        guard !item.isRate else { return difference }
        guard let magnitude = Ratio(before.top < 0 ? -before.top : before.top, over: before.bottom) else {
            return nil
        }
        return (difference / magnitude).flatMap { $0 * 100 }
    }

    private func place(_ place: Place, before periods: UInt32) -> Place? {
        guard place[position] >= periods else { return nil }
        var earlier = place
        earlier[position] -= periods
        return earlier
    }
}

extension PeriodType {
    /// How many make a year; nil where a year is no whole number of them.
    var perYear: UInt32? {
        switch self {
        case .daily, .weekly: nil
        case .monthly: 12
        case .quarterly: 4
        case .sixMonthly: 2
        case .yearly: 1
        }
    }
}

extension Item {
    /// Its changes are differences, not percentages.
    var isRate: Bool {
        switch shape {
        case .ratio: indicator?.factor == 100
        case .spread: true
        case .number, .mean, .count, .distribution: false
        }
    }

    fileprivate var isDistribution: Bool {
        if case .distribution = shape { true } else { false }
    }

    /// Something in it is added up since 1 January.
    fileprivate var isAddedUp: Bool {
        (measures + unitCounts.flatMap { $0.parts.map(\.measure) }).contains { $0.overTime == .yearToDate }
    }
}
