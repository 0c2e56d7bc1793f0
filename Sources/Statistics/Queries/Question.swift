import Catalogue
import Wire

/// A query whose codes were found in the catalogue and whose parts fit each other.
struct Question: Sendable {
    let items: [Item]
    let dimensions: [Dimension]
    /// `nil`: everything.
    let unit: UnitCode?
    /// Both of one type, in order; `nil`: all periods.
    let periods: ClosedRange<Period>?
    /// The code of the form whose reports are counted; nil: all.
    let form: String?

    /// - Parameters:
    ///   - subtree: the prefix of the asker's credential; `nil`: everything.
    ///   - columns: of the catalogue.
    ///   - isRegistered: whether units are, so that they can be told apart by what the registry says of them.
    ///   - isYearToDate: what flows is added up since 1 January.
    init(
        _ query: Query, subtree: UnitCode?, _ catalogue: Catalogue, _ columns: ColumnPlan,
        isRegistered: Bool = false,
        isYearToDate: Bool = false
    ) throws(QueryError) {
        guard !query.items.isEmpty else {
            throw QueryError(
                chinese: "没有问任何内容，请写明数据项或指标",
                english: "nothing was asked: name an element or an indicator")
        }
        unit = try Self.unit(query.unit, subtree, catalogue)
        periods = try Self.periods(query.periods)
        var dimensions: [Dimension] = []
        for text in query.by {
            let dimension = try Dimension(text, catalogue)
            try dimension.refuse(besides: dimensions, as: text)
            dimensions.append(dimension)
        }
        var filters: [Filter] = []
        let forms = query.filters.filter { $0.category == Dimension.formName }
        form = try Self.form(forms, query, catalogue)
        for filter in query.filters where filter.category != Dimension.formName {
            let filter = try Filter(category: filter.category, option: filter.option, catalogue)
            guard !filters.contains(where: { $0.category.code == filter.category.code }) else {
                let code = filter.category.code
                throw QueryError(
                    chinese: "where \(code)：重复，同一分类不会有两个选项。请按 \(code) 分列",
                    english:
                        "where \(code): given twice, and nothing has two options of one category. Ask by \(code) instead"
                )
            }
            filters.append(filter)
        }
        var items: [Item] = []
        for code in query.items {
            guard !items.contains(where: { $0.code == code }) else {
                throw QueryError(
                    chinese: "\(code)：重复，每列只能问一次",
                    english: "\(code): asked for twice. Each column can be asked for once")
            }
            items.append(
                try Item(
                    Measure.Asked(
                        item: code, filters: filters, dimensions: dimensions, catalogue: catalogue,
                        columns: columns,
                        unitCategories: isRegistered ? Category.ofUnits : [],
                        isYearToDate: isYearToDate
                    ))
            )
        }
        self.items = items
        self.dimensions = dimensions
        if let level { try Self.check(level, below: unit, catalogue) }
    }

    /// Only counts of reports are narrowed to a form: an element belongs to one anyway.
    private static func form(
        _ filters: [Query.Filter], _ query: Query, _ catalogue: Catalogue
    ) throws(QueryError) -> String? {
        guard let filter = filters.first else { return nil }
        guard filters.count == 1, catalogue.dataSet(filter.option) != nil else {
            let codes = catalogue.dataSets.map(\.code)
            let (known, hint) = (Names(list: codes), Nearest.hint(filter.option, among: codes))
            let asked = "where \(Dimension.formName)=\(filter.option)"
            throw QueryError(
                chinese: "\(asked)：应为一张报表：\(known.chinese)。\(hint.chinese)",
                english: "\(asked): expected one form: \(known.english).\(hint.english)")
        }
        for code in query.items where catalogue.indicator(code)?.expressions.first?.family != .reports {
            throw QueryError(
                chinese: "\(code) 不是报表份数，没有 \(Dimension.formName)。请不要用它",
                english: "\(code) is no count of reports, so it has no \(Dimension.formName). Ask without it")
        }
        return filter.option
    }

    static func unit(
        _ text: String?, _ subtree: UnitCode?, _ catalogue: Catalogue
    ) throws(QueryError) -> UnitCode? {
        guard let text, text != "*" else { return subtree }
        let lengths = catalogue.levels.map { "\($0.length)" }.joined(separator: ", ")
        guard let unit = UnitCode(text), unit.isWellFormed,
            catalogue.levels.contains(where: { $0.length == unit.length })
        else {
            throw QueryError(
                chinese: "\(text) 不是单位代码，应由 0-9 和 A-Z 组成，长 \(lengths) 位",
                english: "unit \(text): not a unit's code. Expected 0-9 and A-Z, \(lengths) characters long")
        }
        if let subtree, !unit.hasPrefix(subtree) {
            throw QueryError(
                .notPermitted, chinese: "单位 \(text) 不在本凭证可查的 \(subtree) 之内",
                english: "unit \(text) lies outside \(subtree), which is what this credential may see")
        }
        return unit
    }

    static func periods(_ asked: Query.Periods?) throws(QueryError) -> ClosedRange<Period>? {
        guard let asked else { return nil }
        let first = try period(asked.first)
        let last = try period(asked.last)
        guard first.type == last.type else {
            throw QueryError(
                chinese: "时期 \(asked.first)..\(asked.last) 前后类型不同，应为同一类型的两个时期",
                english:
                    "periods \(asked.first)..\(asked.last): a \(first.type.word) and a \(last.type.word). Expected two "
                    + "of one type")
        }
        guard first <= last else {
            throw QueryError(
                chinese: "时期 \(asked.first)..\(asked.last) 前后颠倒，是否应为 \(asked.last)..\(asked.first)？",
                english:
                    "periods \(asked.first)..\(asked.last) run backwards: did you mean \(asked.last)..\(asked.first)?"
            )
        }
        return first...last
    }

    private static func period(_ text: String) throws(QueryError) -> Period {
        guard let period = Period(text: text) else {
            throw QueryError(
                chinese: "没有时期 \(text)，应为 1970 至 2199 年间的日（20260315）、周（2026W11）、月（202603）、"
                    + "季度（2026Q1）、半年（2026S1）或年（2026）",
                english:
                    "period \(text) does not exist. Expected a day (20260315), week (2026W11), month (202603), quarter "
                    + "(2026Q1), half (2026S1) or year (2026) of 1970 to 2199")
        }
        return period
    }

    /// A unit's subtree holds no units of a level above it.
    static func check(
        _ level: Catalogue.Level, below unit: UnitCode?, _ catalogue: Catalogue
    ) throws(QueryError) {
        guard let unit, level.length < unit.length else { return }
        let below = catalogue.levels.filter { $0.length >= unit.length }.map { "unit:\($0.length)" }
        throw QueryError(
            chinese: "by unit:\(level.length) 高于所问单位 \(unit)。请用 by \(below.joined(separator: " 或 "))，或问上级单位",
            english: "by unit:\(level.length) lies above the unit asked for, \(unit). Ask by "
                + "\(below.joined(separator: " or ")), or for a unit further up")
    }

    /// Of the columns of periods, in their order.
    var periodTypes: [PeriodType] {
        dimensions.compactMap { dimension in
            if case .period(let type, _) = dimension { type } else { nil }
        }
    }

    /// The level of the unit column.
    var level: Catalogue.Level? {
        for case .unit(let level) in dimensions { return level }
        return nil
    }
}
