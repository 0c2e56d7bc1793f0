import Catalogue
import Wire

/// Two sums of one report that are compared, for each combination of options apart where all elements have the same.
struct RuleNumbers {
    private struct Term {
        let isLeft: Bool
        let element: UInt32
        /// Ids that a cell, or the event, must have.
        let options: [UInt32]
        /// The sign, in units of the finest element of the rule.
        let factor: Int128
    }

    /// What is compared under one combination of options.
    private struct Cell {
        let options: [UInt32]
        /// Of each term; nil where it was not reported.
        var values: [Int128?]
    }

    private let terms: [Term]
    private let constants: (left: Int128, right: Int128)
    private let comparison: Rule.Comparison
    private let missing: Rule.Missing
    private let isByCombination: Bool
    private let scale: Int

    init(_ rule: Rule, _ catalogue: Catalogue) {
        let elements = rule.terms.compactMap { catalogue.element($0.element) }
        let scale = elements.map(\.scale).max() ?? 0
        func terms(_ side: Rule.Side, isLeft: Bool) -> [Term] {
            side.terms.compactMap { term in
                guard let element = catalogue.element(term.element) else { return nil }
                let options = term.filter.compactMap { category, option in
                    catalogue.category(category)?.options.first { $0.code == option }?.id
                }
                return Term(
                    isLeft: isLeft, element: element.id, options: options,
                    factor: Int128(term.sign) * (Quotient.power(scale - element.scale) ?? 1))
            }
        }
        func constant(_ side: Rule.Side) -> Int128 {
            guard case .sum(_, let constant) = side else { return 0 }
            return Int128(constant) * (Quotient.power(scale) ?? 1)
        }
        self.terms = terms(rule.left, isLeft: true) + terms(rule.right, isLeft: false)
        constants = (constant(rule.left), constant(rule.right))
        comparison = rule.comparison
        missing = rule.missing
        isByCombination = rule.openCategories(catalogue)?.isEmpty == false
        self.scale = scale
    }

    func breaches(of report: Report) -> [RuleBreach] {
        cells(of: report).compactMap(breach).sorted { $0.options.lexicographicallyPrecedes($1.options) }
    }

    /// A form has few combinations: they are found faster one after the other than by hashing.
    private func cells(of report: Report) -> [Cell] {
        let none = [Int128?](repeating: nil, count: terms.count)
        var cells = isByCombination ? [] : [Cell(options: [], values: none)]
        for value in report.values {
            for (index, term) in terms.enumerated() where term.element == value.element {
                // An event's options are its own, a return's are its cells'.
                let options = report.form == .event ? report.options : value.options
                guard term.options.allSatisfy(options.contains) else { continue }
                let kept = isByCombination ? options.filter { !term.options.contains($0) } : []
                let place = cells.firstIndex { $0.options == kept } ?? cells.count
                if place == cells.count { cells.append(Cell(options: kept, values: none)) }
                cells[place].values[index] =
                    (cells[place].values[index] ?? 0) + term.factor * Int128(value.value)
            }
        }
        return cells
    }

    private func breach(_ cell: Cell) -> RuleBreach? {
        let values = cell.values
        let absent = values.count { $0 == nil }
        switch missing {
        case .skipIfAny where absent > 0: return nil
        case .skipIfAll where absent == values.count: return nil
        case .skipIfAny, .skipIfAll, .neverSkip: break
        }
        var (left, right) = constants
        for (term, value) in zip(terms, values) {
            if term.isLeft { left += value ?? 0 } else { right += value ?? 0 }
        }
        let holds =
            switch comparison {
            case .atMost: left <= right
            case .equal: left == right
            case .atLeast: left >= right
            }
        return holds ? nil : RuleBreach(options: cell.options, left: text(left), right: text(right))
    }

    private func text(_ sum: Int128) -> String { DecimalText.text(Int64(clamping: sum), scale: scale) }
}
