import Catalogue
import Wire

/// A validation rule, compiled from the catalogue once: no code is looked up for each report.
struct RuleCheck {
    /// Where a report breaks the rule, with both sides as they are written.
    struct Breach: Hashable {
        /// Ids of the options of the cells that were compared; empty where the form has none, or sums were.
        let options: [UInt32]
        let left: String
        let right: String
    }

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
    func breaches(of report: Report) -> [Breach] {
        guard report.status == .values else { return [] }
        return switch comparing {
        case .dates(let dates): dates.breach(of: report).map { [$0] } ?? []
        case .numbers(let numbers): numbers.breaches(of: report)
        }
    }
}
