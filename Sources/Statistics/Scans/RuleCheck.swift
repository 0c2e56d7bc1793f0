import Catalogue
import Wire

/// A validation rule, compiled from the catalogue once: no code is looked up for each report.
struct RuleCheck {
    let rule: Rule
    private let comparing: Comparing

    private enum Comparing {
        case dates(RuleDates)
        case numbers(RuleNumbers)
    }

    init(_ rule: Rule, _ catalogue: Catalogue) {
        self.rule = rule
        let isOfDates = [rule.left, rule.right].contains { side in
            side == .occurred || side.terms.contains { catalogue.element($0.element)?.kind == .date }
        }
        comparing = isOfDates ? .dates(RuleDates(rule, catalogue)) : .numbers(RuleNumbers(rule, catalogue))
    }

    /// Ascending by options; none of a report that is retracted.
    func breaches(of report: Report) -> [RuleBreach] {
        guard report.status == .values else { return [] }
        return switch comparing {
        case .dates(let dates): dates.breach(of: report).map { [$0] } ?? []
        case .numbers(let numbers): numbers.breaches(of: report)
        }
    }
}
