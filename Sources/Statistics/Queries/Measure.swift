import Catalogue
import Wire

/// One element, perhaps of certain options only, as an answer needs it added up. A class, since answers hand it on for every
/// cell, and copying the definitions took a fourth of a question's time.
final class Measure: Hashable, Sendable {
    /// How values of several base periods become one.
    enum OverTime: Hashable, Sendable {
        case sum
        /// The last base period of each output period.
        case last
        /// Everything up to the end of each output period.
        case balance
        /// From 1 January to the end of each output period.
        case yearToDate
        /// That of the year which each output period lies in.
        case target
        /// Not at all.
        case refused(reason: Names)
    }

    /// A column of the rollups that is added up.
    struct Part: Hashable, Sendable {
        let column: RollupKey.Column
        /// 1 or -1; 0 where it only says that something was reported.
        let sign: Int64
        /// Its reports have no part in the measure: they are taken off, and counted as left out.
        let isLeftOut: Bool
    }

    /// What stands of a unit, where something that happened is set against it.
    struct Stock: Hashable, Sendable {
        let column: RollupKey.Column
        /// Of reports that lack another part of the indicator.
        let leftOut: RollupKey.Column
        /// Options may differ; else what belongs together has the same.
        let isWhole: Bool
    }

    let element: Element
    let parts: [Part]
    let dataSet: DataSet
    let base: PeriodType
    let overTime: OverTime
    /// Ids of the options that a cell must have.
    let options: [UInt32]
    /// Categories that it is told apart by as the registry tells units apart, in the order of the question's columns; then
    /// `alsoBy`, if it is one.
    let byUnit: [Category]
    /// Only of units that the registry gives these options.
    let unitFilters: [Filter]
    /// Told apart by it behind what the question asks for.
    let alsoBy: Category?
    /// It stands beside what is not carried: of an output of one period nothing stands from before.
    let isMixed: Bool
    /// What it stands beside is added up since 1 January.
    let isSinceJanuary: Bool
    /// That it is set against, where it is not carried itself: of an output of several periods only units have a part whose
    /// stock stands at its end.
    let stock: Stock?
    /// The indicator of several forms whose units it is read of; nil: of all.
    let jointly: String?

    /// Of `byUnit` those that an answer's rows are told apart by.
    var rowClasses: [Category] { byUnit.filter { $0.code != alsoBy?.code } }

    /// Everything else follows from these, and hashing the element's definitions for each cell of an answer took most of
    /// its time.
    static func == (left: Measure, right: Measure) -> Bool {
        if left === right { return true }
        return left.parts == right.parts && left.options == right.options && left.overTime == right.overTime
            && left.alsoBy?.code == right.alsoBy?.code && left.jointly == right.jointly
            && left.stock == right.stock
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(parts)
        hasher.combine(options)
    }

    /// What is asked for, and by what it is narrowed and told apart.
    struct Asked: Sendable {
        /// For messages: an indicator's code where the element is a term of it.
        let item: String
        var filters: [Filter]
        var dimensions: [Dimension]
        let catalogue: Catalogue
        let columns: ColumnPlan
        /// Codes of categories that units are told apart by.
        var unitCategories: Set<String> = []
        /// Flows are added up since 1 January.
        var isYearToDate = false
    }

    /// - Parameters:
    ///   - selection: of an element that the catalogue has.
    ///   - indicator: whose reports must have all of its elements.
    init(
        _ selection: Expression.Selection, _ asked: Asked, indicator: String? = nil,
        isYearToDate: Bool = false,
        alsoBy: Category? = nil
    ) throws(QueryError) {
        let catalogue = asked.catalogue
        guard let element = catalogue.element(selection.element),
            let dataSet = catalogue.dataSet(element.dataSet)
        else {
            throw QueryError(
                chinese: "\(asked.item)：目录中没有数据项 \(selection.element)",
                english: "\(asked.item): the catalogue has no element \(selection.element)")
        }
        guard element.kind != .date else {
            let name = asked.item == element.code ? "\(element.code) " : "\(asked.item): \(element.code) "
            throw QueryError(
                chinese: "\(name)是日期，不作统计，只决定 \(dataSet.code) 的其他数据项计入哪个月。请问那些数据项",
                english:
                    "\(name)is a date and is never added. It says which month other elements of "
                    + "\(dataSet.code) are counted in: ask for one of those")
        }
        self.element = element
        self.dataSet = dataSet
        self.alsoBy = alsoBy
        isSinceJanuary = asked.isYearToDate
        let forms = Set(
            indicator.flatMap { catalogue.indicator($0) }?.expressions.flatMap(\.elements)
                .compactMap { catalogue.element($0)?.dataSet } ?? [])
        jointly = forms.count > 1 ? indicator : nil
        base =
            switch dataSet.form {
            case .event: .monthly
            case .periodic(let type, _, _, _): type
            }
        overTime = isYearToDate ? .yearToDate : try OverTime(element, asked)
        var parts = Self.parts(element, asked)
        let pairing = indicator.flatMap { asked.columns.pairings[$0] }
        isMixed = pairing?.isMixed ?? false
        stock = element.isCarried ? nil : pairing.flatMap { Stock($0, asked.columns) }
        if let column = indicator.flatMap({ asked.columns.column(leftOutOf: $0, selection) }) {
            parts.append(Part(column: column, sign: -1, isLeftOut: true))
        }
        self.parts = parts
        var filters = asked.filters
        for (category, option) in selection.filter.sorted(by: { $0.key < $1.key }) {
            filters.append(try Filter(category: category, option: option, catalogue))
        }
        let categories = catalogue.categories(ofElement: element.code)
        func isOfUnits(_ category: Category) -> Bool {
            !categories.contains(category.code) && asked.unitCategories.contains(category.code)
        }
        options = filters.filter { !isOfUnits($0.category) }.map(\.option.id)
        unitFilters = filters.filter { isOfUnits($0.category) }
        let told = asked.dimensions.compactMap { dimension in
            if case .category(let category) = dimension { category } else { nil }
        }
        byUnit = (told + [alsoBy].compactMap { $0 }).filter(isOfUnits)
        try check(asked, filters)
    }

    private static func parts(_ element: Element, _ asked: Asked) -> [Part] {
        func part(_ code: String, _ sign: Int64) -> Part? {
            asked.columns.column(of: code).map { Part(column: $0, sign: sign, isLeftOut: false) }
        }
        guard case .balance(let rule) = element.kind else { return [part(element.code, 1)].compactMap { $0 } }
        let terms = rule.terms.compactMap { term -> Part? in
            guard case .element(let selection) = term.operand else { return nil }
            return part(selection.element, term.sign)
        }
        // Where anything was reported and nothing of it came in or went out, the balance is 0.
        let present = asked.catalogue.dataSet(element.dataSet)?.required.first.flatMap { part($0, 0) }
        return terms + (terms.contains { $0.column == present?.column } ? [] : [present].compactMap { $0 })
    }
}

extension Measure.Stock {
    fileprivate init?(_ pairing: Pairings.Pairing, _ columns: ColumnPlan) {
        guard let stock = pairing.stock, let column = columns.column(of: stock.element),
            let leftOut = columns.column(leftOutOf: pairing.indicator, stock)
        else { return nil }
        self.init(column: column, leftOut: leftOut, isWhole: pairing.isWhole)
    }
}

extension Measure.OverTime {
    fileprivate init(_ element: Element, _ asked: Measure.Asked) throws(QueryError) {
        self =
            switch element.kind {
            case .flow, .derived: asked.isYearToDate ? .yearToDate : .sum
            case .distribution, .date: .sum
            case .stock, .cumulative: .last
            case .target: .target
            case .balance: .balance
            case .distinct:
                .refused(
                    reason: Names(
                        chinese: "同一人可能在几期中都被计数", english: "the same person may be counted in several of them"
                    ))
            case .rate:
                .refused(
                    reason: Names(
                        chinese: "几期的均值需要时间上的权重", english: "a mean of several periods needs weights over time"
                    ))
            }
        guard asked.isYearToDate else { return }
        switch self {
        case .sum, .refused:
            throw QueryError(
                chinese: "\(asked.item) 不跨期累加", english: "\(asked.item) is not added up over time")
        case .last, .balance, .yearToDate, .target: break
        }
    }
}
