package import Wire

extension Period {
    /// DHIS2's ids: `20260315`, `2026W11`, `202603`, `2026Q1`, `2026S1`, `2026`. A week may have a leading zero
    /// (`2026W01`). `nil` for anything else, for what the calendar does not have and outside 1970 to 2199.
    package init?(text: String) { self.init(text: text.utf8.span) }

    package init?(text: Span<UInt8>) {
        var position = 0
        guard let year = Digits.read(text, at: &position, length: 4), CivilDate.years.contains(year) else {
            return nil
        }
        let rest = text.count - position
        let letter = rest > 1 ? text[position] : 0
        switch (letter, rest) {
        case (_, 0):
            self.init(type: .yearly, index: UInt32(year - 1970))
        case (UInt8(ascii: "Q"), 2): self.init(text, at: position + 1, year: year, type: .quarterly)
        case (UInt8(ascii: "S"), 2): self.init(text, at: position + 1, year: year, type: .sixMonthly)
        case (UInt8(ascii: "W"), 2...3): self.init(week: text, at: position + 1, year: year)
        case (_, 2): self.init(text, at: position, year: year, type: .monthly)
        case (_, 4):
            guard let month = Digits.read(text, at: &position, length: 2),
                let day = Digits.read(text, at: &position, length: 2),
                let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            self.init(type: .daily, index: UInt32(date.days))
        default: return nil
        }
    }

    /// The number of a part of the year, from a position to the end.
    private init?(_ text: Span<UInt8>, at position: Int, year: Int64, type: PeriodType) {
        var position = position
        let count = 12 / type.months
        guard let number = Digits.read(text, at: &position, length: text.count - position),
            (1...count).contains(number)
        else { return nil }
        self.init(type: type, index: UInt32((year - 1970) * count + number - 1))
    }

    private init?(week text: Span<UInt8>, at position: Int, year: Int64) {
        var position = position
        guard let number = Digits.read(text, at: &position, length: text.count - position), number >= 1 else {
            return nil
        }
        let first = Self.firstWeek(ofYear: year)
        guard first + number - 1 < Self.firstWeek(ofYear: year + 1) else { return nil }
        self.init(type: .weekly, index: UInt32(first + number - 1))
    }

    /// The index of week 1 of an ISO year: the week of 4 January.
    private static func firstWeek(ofYear year: Int64) -> Int64 {
        Int64(Period(containing: CivilDate.firstDay(year: year, month: 1) + 3, type: .weekly).index)
    }

    /// The id, as DHIS2 writes it. A period that does not `exist` has none and shows type and number.
    package var text: String {
        guard exists else { return "\(type) \(index)" }
        let days = days
        let first = CivilDate(days: days.lowerBound)
        switch type {
        case .daily: return "\(first.year)\(Digits.padded(first.month, 2))\(Digits.padded(first.day, 2))"
        case .weekly:
            // A week belongs to the year of its Thursday.
            let year = CivilDate(days: days.lowerBound + 3).year
            return "\(year)W\(Int64(index) - Self.firstWeek(ofYear: year) + 1)"
        case .monthly: return "\(first.year)\(Digits.padded(first.month, 2))"
        case .quarterly: return "\(first.year)Q\((first.month + 2) / 3)"
        case .sixMonthly: return "\(first.year)S\((first.month + 5) / 6)"
        case .yearly: return "\(first.year)"
        }
    }
}
