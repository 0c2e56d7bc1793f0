import Catalogue

/// What stands above or below a fraction line, as an answer reads it.
enum Side: Sendable {
    struct Term: Sendable {
        let sign: Int64
        let measure: Measure
    }

    case sum([Term])
    case mean(Measure)
    case units(UnitCount)
    /// Of the form with this code; nil: of all.
    case reports(Expression.ReportCount, form: String?)

    /// - Parameter indicator: whose reports must have all of its elements.
    init(
        _ expression: Expression, _ asked: Measure.Asked, indicator: String, alsoBy: Category? = nil
    ) throws(QueryError) {
        var terms: [Term] = []
        for term in expression.terms {
            switch term.operand {
            case .element(let selection), .yearToDate(let selection):
                let isYearToDate = if case .yearToDate = term.operand { true } else { false }
                terms.append(
                    Term(
                        sign: term.sign,
                        measure: try Measure(
                            selection, asked, indicator: indicator, isYearToDate: isYearToDate, alsoBy: alsoBy
                        )))
            case .weightedMean(let value, _):
                self = .mean(try Measure(Expression.Selection(element: value), asked))
                return
            case .units(let condition):
                self = .units(try UnitCount(condition, asked))
                return
            case .reports(let count, let form):
                try Self.checkReports(asked)
                self = .reports(count, form: form)
                return
            }
        }
        self = .sum(terms)
    }

    var measures: [Measure] {
        switch self {
        case .sum(let terms): terms.map(\.measure)
        case .mean(let measure): [measure]
        case .units, .reports: []
        }
    }

    /// Every measure that it needs, those of counted units too.
    var dataSets: Set<DataSet> {
        switch self {
        case .sum, .mean: Set(measures.map(\.dataSet))
        case .units(let count): Set(count.parts.map(\.measure.dataSet))
        case .reports: []
        }
    }

    /// Decimals of its numbers.
    var scale: Int {
        switch self {
        case .sum(let terms): terms.map(\.measure.element.scale).max() ?? 0
        case .mean(let measure): measure.element.scale
        case .units, .reports: 0
        }
    }
}

extension Side {
    /// Whether any part of it was reported there.
    func isReported(at place: Place, _ readout: Readout) -> Bool {
        switch self {
        case .sum(let terms): terms.contains { readout.sum($0.measure, place) != nil }
        case .mean(let measure): readout.sum(measure, place) != nil
        case .units(let count): readout.count(count, place) != nil
        case .reports(_, let form): readout.reports(form, place) != nil
        }
    }

    /// In units of 10^-scale. `nil` where a return's element was not reported there: a sum that lacks a part is no sum.
    /// Events are counted one by one, so an element that none of them has is 0: of five cases that fell due, none was
    /// deferred.
    func amount(at place: Place, _ readout: Readout) -> Ratio? {
        switch self {
        case .mean(let measure):
            return readout.sum(measure, place).flatMap { Ratio($0.value, over: $0.weight) }
        case .units(let count): return readout.count(count, place).map { Ratio(Int128($0)) }
        case .reports(let count, let form):
            return readout.reports(form, place).flatMap { $0.number(count) }.map { Ratio(Int128($0)) }
        case .sum(let terms):
            var total: Int128 = 0
            for term in terms {
                guard let sum = readout.sum(term.measure, place) else {
                    if term.measure.dataSet.form.isEvent { continue }
                    return nil
                }
                let finer = Quotient.power(scale - term.measure.element.scale) ?? 1
                total += Int128(term.sign) * sum.value * finer
            }
            return Ratio(total)
        }
    }
}

extension Side {
    private static func checkReports(_ asked: Measure.Asked) throws(QueryError) {
        for case .category(let category) in asked.dimensions {
            throw QueryError(
                chinese:
                    "\(asked.item)：报表是整张填报的，不能按 \(category.code) 分列。请按 \(Dimension.formName)、unit:层级或时期分列",
                english:
                    "\(asked.item): a form is reported as a whole, so that nothing is told apart by \(category.code). Ask by "
                    + "\(Dimension.formName), unit:LEVEL or a length of time")
        }
        if let filter = asked.filters.first {
            let asks = "\(filter.category.code)=\(filter.option.code)"
            throw QueryError(
                chinese: "\(asked.item)：报表是整张填报的，不能限定 \(asks)。请用 where \(Dimension.formName)=报表",
                english:
                    "\(asked.item): a form is reported as a whole, so that it cannot be asked where \(asks). Ask where "
                    + "\(Dimension.formName)=FORM")
        }
    }
}

extension ReportCounter.Counted {
    /// Nil where it is unknown.
    fileprivate func number(_ count: Expression.ReportCount) -> Int64? {
        switch count {
        case .expected: expected
        case .actual: actual
        case .onTime: onTime
        }
    }
}
