/// Sums and differences: of elements, each perhaps of certain options only; or one mean; or one count of units or of
/// reports. The loader sees to it that nothing is mixed.
package struct Expression: Hashable, Sendable {
    package let terms: [Term]

    package struct Term: Hashable, Sendable {
        /// 1 or -1.
        package let sign: Int64
        package let operand: Operand
    }

    package enum Operand: Hashable, Sendable {
        case element(Selection)
        /// `ytd(A)`: from 1 January to the end of the period.
        case yearToDate(Selection)
        /// `weighted(A, B)`: the mean of A, each value with the weight B of the same report.
        case weightedMean(value: String, weight: String)
        /// `units(A > 0)`: how many units fulfil a condition with what they reported themselves.
        case units(UnitCondition)
        /// `expected()`, `actual(linkage)`: how many reports, of one form or of all.
        case reports(ReportCount, dataSet: String?)
    }

    /// An element, perhaps of certain options only: `CP_FELL_DUE{urgency=acute}`.
    package struct Selection: Hashable, Sendable {
        package let element: String
        /// Option code by category code.
        package let filter: [String: String]

        package init(element: String, filter: [String: String] = [:]) {
            self.element = element
            self.filter = filter
        }
    }

    package enum ReportCount: String, Hashable, Sendable, CaseIterable {
        /// Real periods × units that were open then and must report.
        case expected
        /// Reports with all required elements.
        case actual
        /// Those of them that came in time.
        case onTime = "on_time"
    }

    /// What may stand in one expression together, and above or below one fraction line.
    package enum Family: Hashable, Sendable {
        case sum, mean, units, reports
    }
}

extension Expression {
    /// An element by itself.
    init(element: String) {
        terms = [Term(sign: 1, operand: .element(Selection(element: element)))]
    }
}

/// What a unit must have reported itself to be counted: all parts hold.
package struct UnitCondition: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        /// `reported(A)`
        case reported(Expression.Selection)
        /// `A > 0`
        case more(Expression.Selection, than: Int64)
        /// `options(A > 0, category) = 4`: so many options of the category have more.
        case options(element: String, than: Int64, category: String, count: Int64)
    }

    package let parts: [Part]
}

extension Expression.Operand {
    package var family: Expression.Family {
        switch self {
        case .element, .yearToDate: .sum
        case .weightedMean: .mean
        case .units: .units
        case .reports: .reports
        }
    }

    /// Of a term of a sum.
    var selection: Expression.Selection? {
        switch self {
        case .element(let selection), .yearToDate(let selection): selection
        case .weightedMean, .units, .reports: nil
        }
    }

    /// Codes of the elements that it names.
    package var elements: [String] {
        switch self {
        case .element(let selection), .yearToDate(let selection): [selection.element]
        case .weightedMean(let value, let weight): [value, weight]
        case .units(let condition): condition.parts.map(\.element)
        case .reports: []
        }
    }
}

extension UnitCondition.Part {
    package var element: String {
        switch self {
        case .reported(let selection), .more(let selection, _): selection.element
        case .options(let element, _, _, _): element
        }
    }
}

extension Expression {
    package var family: Family { terms.first?.operand.family ?? .sum }
    package var elements: [String] { terms.flatMap(\.operand.elements) }
}
