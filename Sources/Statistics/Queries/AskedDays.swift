import Catalogue
import Wire

/// The days that single reports are asked for.
struct AskedDays: Sendable {
    /// Counted from 1970-01-01; nil: all.
    let range: ClosedRange<Int64>?
    private let clock: DayClock

    init(_ periods: Query.Periods?, _ catalogue: Catalogue) throws(QueryError) {
        range = try Question.periods(periods).map {
            $0.lowerBound.days.lowerBound...$0.upperBound.days.upperBound
        }
        clock = DayClock(catalogue.timeZone)
    }

    /// Returns whose period and events whose day lies within. A retracted event has no day and always belongs to the
    /// answer: whoever takes an export over must retract it too.
    func cover(_ report: Report) -> Bool {
        guard let range else { return true }
        switch (report.key, report.occurrence) {
        case (.period(let period), _):
            guard period.exists else { return false }
            return range.contains(period.days.lowerBound) && range.contains(period.days.upperBound)
        case (.event, let occurrence?): return range.contains(clock.day(of: occurrence))
        case (.event, nil): return true
        }
    }

    /// Whether one of the versions of a report lies within; a retracted one only where all are.
    func cover(anyOf versions: [Report]) -> Bool {
        let living = versions.filter { $0.status == .values }
        return (living.isEmpty ? versions : living).contains(where: cover)
    }
}

extension DayClock {
    func day(of occurrence: Report.Occurrence) -> Int64 {
        switch occurrence {
        case .day(let day): day
        case .instant(let seconds): day(ofSeconds: seconds)
        }
    }
}
