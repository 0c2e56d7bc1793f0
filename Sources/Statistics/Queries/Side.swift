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
            case .reports:
                throw QueryError("\(asked.item): reports are counted by form")
            }
        }
        self = .sum(terms)
    }

    var measures: [Measure] {
        switch self {
        case .sum(let terms): terms.map(\.measure)
        case .mean(let measure): [measure]
        case .units: []
        }
    }

    /// Every measure that it needs, those of counted units too.
    var dataSets: Set<DataSet> {
        switch self {
        case .sum, .mean: Set(measures.map(\.dataSet))
        case .units(let count): Set(count.parts.map(\.measure.dataSet))
        }
    }

    /// Decimals of its numbers.
    var scale: Int {
        switch self {
        case .sum(let terms): terms.map(\.measure.element.scale).max() ?? 0
        case .mean(let measure): measure.element.scale
        case .units: 0
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
