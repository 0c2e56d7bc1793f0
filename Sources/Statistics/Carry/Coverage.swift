import Catalogue
import Wire

/// In which periods the carried values of a report count: from its own to the one before the same unit's next report
/// of the data set, and no further than the look-back, nor, for running totals, than the year. It ends with the unit.
struct Coverage: Sendable {
    let base: PeriodType
    let lookBack: UInt32

    /// The indices that a report of `period` covers.
    ///
    /// - Parameters:
    ///   - next: the next report's index.
    ///   - closing: the first day, since 1970, on which nothing of the unit stands any longer. A later period counts only where
    ///     its last day is earlier; what was reported for a period itself always counts there.
    func periods(
        from period: UInt32, next: UInt32?, closing: Int64, endsWithYear: Bool
    ) -> ClosedRange<UInt32> {
        var last = min(UInt64(period) + UInt64(lookBack), UInt64(base.count - 1))
        if let next { last = min(last, UInt64(next) - 1) }
        if endsWithYear { last = min(last, UInt64(lastOfYear(period))) }
        if closing != .max { last = min(last, UInt64(lastEnded(before: closing))) }
        return period...max(period, UInt32(last))
    }

    /// The last period whose days are all earlier than one; 0 where there is none.
    private func lastEnded(before day: Int64) -> UInt32 {
        let period = Period(containing: day, type: base)
        return period.exists ? max(period.index, 1) - 1 : 0
    }

    /// A week lies in no year: there a running total is not carried at all.
    private func lastOfYear(_ period: UInt32) -> UInt32 {
        let year = Period(type: base, index: period).enclosing(.yearly)
        return year?.parts(base)?.upperBound ?? period
    }

    /// The periods, before and after, in which a report can touch this one's coverage.
    func neighbourhood(of period: UInt32) -> ClosedRange<UInt32> {
        let last = min(UInt64(period) + UInt64(lookBack), UInt64(base.count - 1))
        return (period - min(period, lookBack))...max(period, UInt32(last))
    }
}
