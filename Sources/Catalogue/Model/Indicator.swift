package import Wire

/// A figure made of elements.
package struct Indicator: Hashable, Sendable {
    package let code: String
    package let names: Names
    /// The code of the subject that it belongs to; nil where the catalogue has none.
    package let subject: String?
    package let figure: Figure
    /// 100 for per cent.
    package let factor: Int64
    /// What a reader must know to read the figure rightly.
    package let note: Names?
    /// Below it a rate says little: it is left out of rankings and spreads and named there.
    package let minimumDenominator: Int64?
    /// The longest unit code that it makes sense for; nil: any.
    package let lowestLevel: Int?
    /// Why it must not be ranked.
    package let unranked: Names?
    package let maturity: Maturity?
    package let survey: Survey?
    package let benchmarks: [Benchmark]

    package enum Figure: Hashable, Sendable {
        case count(Expression)
        /// numerator ÷ denominator × factor
        case rate(Expression, over: Expression)
        /// The greatest less the least value of another indicator among the options of a category.
        case spread(of: String, by: String)
    }

    /// When a figure is no longer expected to change.
    package enum Maturity: Hashable, Sendable {
        /// So many days after the end of its period.
        case days(Int64)
        /// When the sum is 0: deadlines of the cohort that have not passed.
        case zero(Expression)
    }

    /// Codes of elements that say how a rate was asked for. Where everybody of the frame was asked it is no sample.
    package struct Survey: Hashable, Sendable {
        /// How many there are; units are weighed by it.
        package let frame: String
        package let asked: String
    }

    /// A value to compare with, from elsewhere.
    package struct Benchmark: Hashable, Sendable {
        package let names: Names
        package let period: Period
        /// As it was published, in the indicator's own measure.
        package let value: String
        package let source: String
    }
}

extension Indicator {
    /// An element by itself, where it stands among indicators.
    package init(_ element: Element) {
        code = element.code
        names = element.names
        figure = .count(Expression(element: element.code))
        factor = 1
        (subject, note, minimumDenominator, lowestLevel, unranked, maturity, survey, benchmarks) =
            (nil, nil, nil, nil, nil, nil, nil, [])
    }

    /// The expressions that its elements stand in.
    package var expressions: [Expression] {
        switch figure {
        case .count(let sum): [sum]
        case .rate(let numerator, let denominator): [numerator, denominator]
        case .spread: []
        }
    }

    /// Codes of the elements in them.
    package var elements: [String] { expressions.flatMap(\.elements) }
}
