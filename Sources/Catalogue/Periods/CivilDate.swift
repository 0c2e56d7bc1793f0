/// A date of the proleptic Gregorian calendar, in whole numbers alone: no time zone and no locale enters.
package struct CivilDate: Hashable, Sendable {
    package let year: Int64
    /// 1 to 12.
    package let month: Int64
    /// 1 to the length of the month.
    package let day: Int64

    /// `nil` where no such date exists in 1970 to 2199.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard Self.years.contains(year), (1...12).contains(month),
            day >= 1, day <= Self.length(year: year, month: month)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date of a day, counted from 1970-01-01. Any day of the calendar, also outside 1970 to 2199.
    ///
    /// Years are taken to begin in March, so that the leap day comes last and months have a regular length.
    package init(days: Int64) {
        let shifted = days + 719_468  // from 0000-03-01
        let era = shifted.dividedRoundingDown(by: 146_097)  // 400 years
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    package var days: Int64 { Self.days(year: year, month: month, day: day) }

    /// The years whose days and periods can be reported.
    package static let years: ClosedRange<Int64> = 1970...2199
    /// 1970-01-01 to 2199-12-31.
    package static let reportableDays: ClosedRange<Int64> = 0...84_005

    /// The first day of a month, `month` being any number: 13 is January of the next year.
    static func firstDay(year: Int64, month: Int64) -> Int64 {
        days(year: year + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 1)
    }

    private static func length(year: Int64, month: Int64) -> Int64 {
        firstDay(year: year, month: month + 1) - firstDay(year: year, month: month)
    }

    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear.dividedRoundingDown(by: 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

extension CivilDate: CustomStringConvertible {
    /// `2026-03-15`
    package var description: String { "\(year)-\(Digits.padded(month, 2))-\(Digits.padded(day, 2))" }
}

extension Int64 {
    /// The quotient as calendars need it: times before 1970 belong to the day that began before them.
    package func dividedRoundingDown(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}
