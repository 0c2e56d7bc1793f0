import Catalogue
import Wire

/// One thing asked for: an element's column, or the columns of a distribution or an indicator.
struct Item: Sendable {
    struct Term: Sendable {
        let sign: Int64
        let measure: Measure
    }

    enum Shape: Sendable {
        case number(Measure)
        case mean(Measure)
        case distribution(Measure)
        case count(Indicator, [Term])
        case ratio(Indicator, numerator: [Term], denominator: [Term])
    }

    let code: String
    let names: Names
    let shape: Shape

    init(
        _ code: String, filters: [Filter], dimensions: [Dimension], _ catalogue: Catalogue
    ) throws(QueryError) {
        self.code = code
        if let element = catalogue.element(code) {
            let measure = try Measure(
                element, item: code, filters: filters, dimensions: dimensions, catalogue)
            names = element.names
            shape =
                switch element.kind {
                case .distribution: .distribution(measure)
                case .rate: .mean(measure)
                default: .number(measure)
                }
        } else if let indicator = catalogue.indicator(code) {
            names = indicator.names
            let numerator = try Self.terms(indicator.numerator, code, filters, dimensions, catalogue)
            if let denominator = indicator.denominator {
                shape = .ratio(
                    indicator, numerator: numerator,
                    denominator: try Self.terms(denominator, code, filters, dimensions, catalogue))
            } else {
                shape = .count(indicator, numerator)
            }
        } else {
            let codes = catalogue.elements.map(\.code) + catalogue.indicators.map(\.code)
            throw QueryError(
                "\(code): there is no element and no indicator of this code.\(Nearest.hint(code, among: codes)) "
                    + "The catalogue lists them all",
                chinese: "没有代码为 \(code) 的数据项或指标，全部代码见目录。\(Nearest.hint(code, among: codes))")
        }
    }

    private static func terms(
        _ expression: Indicator.Expression, _ item: String, _ filters: [Filter], _ dimensions: [Dimension],
        _ catalogue: Catalogue
    ) throws(QueryError) -> [Term] {
        var terms: [Term] = []
        for term in expression.terms {
            guard let element = catalogue.element(term.element) else {
                throw QueryError("\(item): the catalogue has no element \(term.element)")
            }
            var own = filters
            for (category, option) in term.filter.sorted(by: { $0.key < $1.key }) {
                own.append(try Filter(category: category, option: option, catalogue))
            }
            switch element.kind {
            case .distribution, .rate:
                throw QueryError(
                    "\(item): \(element.code) is no number that could be added; ask for it alone")
            default: break
            }
            terms.append(
                Term(
                    sign: term.sign,
                    measure: try Measure(
                        element, item: item, filters: own, dimensions: dimensions, catalogue)))
        }
        return terms
    }

    var measures: [Measure] {
        switch shape {
        case .number(let measure), .mean(let measure), .distribution(let measure): [measure]
        case .count(_, let terms): terms.map(\.measure)
        case .ratio(_, let numerator, let denominator): (numerator + denominator).map(\.measure)
        }
    }
}
