import Catalogue

/// How many units fulfil a condition with what they reported themselves, as an answer reads it.
struct UnitCount: Hashable, Sendable {
    struct Part: Hashable, Sendable {
        let measure: Measure
        /// More than it; nil: anything.
        let least: Int64?
        /// So many options of the measure's category must have more; nil: the sum must.
        let options: Int64?
    }

    let condition: UnitCondition
    let parts: [Part]
    /// By what the registry says of units.
    let filters: [Filter]

    /// Nil where it is of several.
    var onlyForm: DataSet? {
        guard let first = parts.first?.measure.dataSet else { return nil }
        return parts.allSatisfy { $0.measure.dataSet.id == first.id } ? first : nil
    }

    init(_ condition: UnitCondition, _ asked: Measure.Asked) throws(QueryError) {
        let categories =
            asked.dimensions.compactMap { dimension in
                if case .category(let category) = dimension { category.code } else { nil }
            } + asked.filters.map(\.category.code)
        if let category = categories.first(where: { !asked.unitCategories.contains($0) }) {
            throw QueryError(
                chinese: "\(asked.item) 数的是单位，一个单位可同时有 \(category) 的几个选项。请不要用 \(category)",
                english:
                    "\(asked.item) counts units, which may have several options of \(category) at once. Ask without "
                    + category)
        }
        self.condition = condition
        filters = asked.filters
        var own = asked
        own.filters = []
        own.dimensions = asked.dimensions.filter { if case .category = $0 { false } else { true } }
        var parts: [Part] = []
        for part in condition.parts {
            switch part {
            case .reported(let selection):
                parts.append(Part(measure: try Measure(selection, own), least: nil, options: nil))
            case .more(let selection, let least):
                parts.append(Part(measure: try Measure(selection, own), least: least, options: nil))
            case .options(let element, let least, let category, let count):
                let measure = try Measure(
                    Expression.Selection(element: element), own, alsoBy: asked.catalogue.category(category))
                parts.append(Part(measure: measure, least: least, options: count))
            }
        }
        self.parts = parts
    }
}

/// Counts units for a question, one after the other.
struct UnitCounter {
    private let count: UnitCount
    private let plans: [PeriodPlan]
    private var readers: [MeasureReader]
    private let periods: [Dimension]
    private(set) var cellsRead: UInt64 = 0
    /// How many units fulfil the condition; a place where any unit reported has a number.
    private(set) var counts: [Place: Int64] = [:]

    init(_ count: UnitCount, _ question: Question, plans: [PeriodPlan]) {
        self.count = count
        self.plans = plans
        periods = question.dimensions.filter { if case .period = $0 { true } else { false } }
        readers = count.parts.map { [periods] in MeasureReader($0.measure, periods) }
    }

    /// - Parameter place: what periods belong to, as the question's dimensions say.
    mutating func read(_ unit: UInt32, _ state: borrowing FoldState, at place: ([UInt32]) -> Place) {
        var fulfilled: [[UInt32]: Int] = [:]
        var reported: Set<[UInt32]> = []
        for index in count.parts.indices {
            let part = count.parts[index]
            readers[index].read([.init(unit: unit, isTotal: false)], as: unit, plans[index], state)
            var options: [[UInt32]: Int64] = [:]
            for (output, sum) in readers[index].takeSums() {
                let period = Array(output.prefix(periods.count))
                reported.insert(period)
                if part.least.map({ sum.value > Int128($0) }) ?? true { options[period, default: 0] += 1 }
            }
            for (period, number) in options where number == part.options ?? 1 {
                fulfilled[period, default: 0] += 1
            }
        }
        for period in reported {
            counts[place(period), default: 0] += fulfilled[period] == count.parts.count ? 1 : 0
        }
    }
}
