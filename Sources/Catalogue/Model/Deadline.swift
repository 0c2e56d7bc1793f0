package import Wire

/// By when a return is due.
package struct Deadline: Hashable, Sendable {
    package let days: Int64
    /// Where the days are counted from.
    package let from: DataSet.DueFrom
    /// For how many days after the due day a return still counts as on time.
    package let graceDays: Int64

    /// The day, since 1970, by whose end a return for a period is due.
    package func dueDay(of period: Period) -> Int64 {
        // A period starts as the day before it ends.
        (from == .start ? period.days.lowerBound - 1 : period.days.upperBound) + days
    }

    /// The last day, since 1970, on which a return for a period arrives on time.
    package func lastTimelyDay(of period: Period) -> Int64 { dueDay(of: period) + graceDays }

    /// Whether a return for a period is expected on a day: the period is over or, where it is due from its start, has begun.
    package func isExpected(for period: Period, on today: Int64) -> Bool {
        from == .start ? period.days.lowerBound <= today : period.days.upperBound < today
    }
}

extension DataSet {
    /// Nil for events.
    package var deadline: Deadline? {
        guard case .periodic(_, let days, let from, _) = form else { return nil }
        return Deadline(days: Int64(days), from: from, graceDays: Int64(graceDays))
    }
}
