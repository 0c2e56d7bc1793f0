import Catalogue

/// Indicators that take several elements from one return. A report that lacks one of them has no part in such an
/// indicator: what it has of the others stands once more in columns of its own, which are taken off again. So a rate never
/// sets one unit's numerator against another's denominator, and costs what two sums cost.
struct Pairings: Sendable {
    struct Pairing: Sendable {
        let indicator: String
        let dataSet: String
        /// Each once, in the order of their appearance.
        let selections: [Expression.Selection]
        /// False: what belongs together has the same options. True: it is the report as a whole.
        let isWhole: Bool
        /// Some of it is carried into later periods and some is not: there a unit that has not reported has nothing to set
        /// against what stands of it.
        var isMixed: Bool { stock != nil }
        /// Where it is, the first selection that is carried.
        let stock: Expression.Selection?
    }

    let all: [Pairing]

    init(_ catalogue: Catalogue) {
        var all: [Pairing] = []
        for indicator in catalogue.indicators {
            let selections = Self.selections(indicator)
            let elements = selections.compactMap { catalogue.element($0.element) }
            guard selections.count > 1, let dataSet = elements.first?.dataSet,
                elements.allSatisfy({ $0.dataSet == dataSet }),
                case .periodic = catalogue.dataSet(dataSet)?.form
            else { continue }
            let isWhole =
                selections.contains { !$0.filter.isEmpty }
                || elements.contains { $0.categories != elements[0].categories }
            all.append(
                Pairing(
                    indicator: indicator.code, dataSet: dataSet, selections: selections,
                    isWhole: isWhole,
                    stock: elements.allSatisfy(\.isCarried)
                        ? nil : zip(selections, elements).first { $1.isCarried }?.0))
        }
        self.all = all
    }

    /// None where anything else stands in the indicator.
    private static func selections(_ indicator: Indicator) -> [Expression.Selection] {
        var selections: [Expression.Selection] = []
        for operand in indicator.expressions.flatMap(\.terms).map(\.operand) {
            guard case .element(let selection) = operand else { return [] }
            if !selections.contains(selection) { selections.append(selection) }
        }
        return selections
    }

    subscript(indicator: String) -> Pairing? { all.first { $0.indicator == indicator } }
}
