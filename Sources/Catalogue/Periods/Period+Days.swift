package import Wire

extension Period {
    /// The days of the period, counted from 1970-01-01.
    package var days: ClosedRange<Int64> {
        let index = Int64(index)
        switch type {
        case .daily: return index...index
        case .weekly:
            let monday = index * 7 + Self.firstMonday
            return monday...monday + 6
        case .monthly, .quarterly, .sixMonthly, .yearly:
            let months = type.months
            let first = CivilDate.firstDay(year: 1970, month: index * months + 1)
            return first...CivilDate.firstDay(year: 1970, month: (index + 1) * months + 1) - 1
        }
    }

    /// The period of a type that a day, counted from 1970-01-01, lies in. A day outside 1970 to 2199 gives a period
    /// that does not `exist`.
    package init(containing day: Int64, type: PeriodType) {
        guard Self.knownDays.contains(day), day >= 0 || type == .weekly else {
            self.init(type: type, index: .max)
            return
        }
        let index: Int64 =
            switch type {
            case .daily: day
            case .weekly: (day - Self.firstMonday) / 7
            case .monthly, .quarterly, .sixMonthly, .yearly: Self.index(containing: day, months: type.months)
            }
        self.init(type: type, index: UInt32(exactly: index) ?? .max)
    }

    private static func index(containing day: Int64, months: Int64) -> Int64 {
        let date = CivilDate(days: day)
        return ((date.year - 1970) * 12 + date.month - 1) / months
    }

    /// 1970W1 begins on 1969-12-29.
    private static let firstMonday: Int64 = -3
    /// From there to the end of 2199 and some years more; far outside the calendar's arithmetic would overflow.
    private static let knownDays: ClosedRange<Int64> = firstMonday...100_000
}

extension PeriodType {
    /// How many months a period of this type has; 0 for days and weeks.
    var months: Int64 {
        switch self {
        case .daily, .weekly: 0
        case .monthly: 1
        case .quarterly: 3
        case .sixMonthly: 6
        case .yearly: 12
        }
    }
}
