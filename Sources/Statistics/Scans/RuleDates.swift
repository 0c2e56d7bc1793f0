import Catalogue
import Wire

/// Two dates of an event that stand in an order. A date alone is compared as a day with a date that has a time.
struct RuleDates {
    private let comparison: Rule.Comparison
    /// An element's id; nil: when the event occurred.
    private let left: UInt32?
    private let right: UInt32?
    private let clock: DayClock

    init(_ rule: Rule, _ catalogue: Catalogue) {
        func element(_ side: Rule.Side) -> UInt32? {
            side.terms.first.flatMap { catalogue.element($0.element)?.id }
        }
        comparison = rule.comparison
        left = element(rule.left)
        right = element(rule.right)
        clock = DayClock(catalogue.timeZone)
    }

    /// nil where the rule holds, or one of the dates is missing.
    func breach(of report: Report) -> RuleBreach? {
        guard let left = date(left, of: report), let right = date(right, of: report) else { return nil }
        let holds =
            switch comparison {
            case .atMost: isNotAfter(left, right)
            case .atLeast: isNotAfter(right, left)
            case .equal: isNotAfter(left, right) && isNotAfter(right, left)
            }
        guard !holds else { return nil }
        return RuleBreach(
            options: [], left: DateText.text(left, clock), right: DateText.text(right, clock))
    }

    private func date(_ element: UInt32?, of report: Report) -> Report.Occurrence? {
        guard let element else { return report.occurrence }
        guard let value = report.values.first(where: { $0.element == element }) else { return nil }
        return value.date
    }

    private func isNotAfter(_ first: Report.Occurrence, _ second: Report.Occurrence) -> Bool {
        if case (.instant(let first), .instant(let second)) = (first, second) { return first <= second }
        return clock.day(of: first) <= clock.day(of: second)
    }
}

extension ReportValue {
    /// The value of a date element; nil for a number.
    var date: Report.Occurrence? {
        switch kind {
        case .day: .day(value)
        case .instant: .instant(value)
        case .integer: nil
        }
    }
}
