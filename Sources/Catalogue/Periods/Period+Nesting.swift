package import Wire

extension Period {
    /// The period of a longer or equal type that this one lies in: a month's quarter, half, year. `nil` where there
    /// is none: a week lies in no month and no year, a quarter in no month.
    package func enclosing(_ type: PeriodType) -> Period? {
        guard type != self.type else { return self }
        switch self.type {
        case .daily:
            return Period(containing: Int64(index), type: type)
        case .weekly:
            return nil
        case .monthly, .quarterly, .sixMonthly, .yearly:
            guard type.months > self.type.months else { return nil }
            return Period(type: type, index: UInt32(Int64(index) * self.type.months / type.months))
        }
    }

    /// The indices of the periods of a shorter or equal type that make up this one: a quarter's three months. `nil`
    /// where they do not make it up: weeks no month, quarters no month. Days before 1970 are left out of 1970W1.
    package func parts(_ type: PeriodType) -> ClosedRange<UInt32>? {
        guard type != self.type else { return index...index }
        switch type {
        case .daily:
            let days = days
            return UInt32(max(0, days.lowerBound))...UInt32(days.upperBound)
        case .weekly:
            return nil
        case .monthly, .quarterly, .sixMonthly, .yearly:
            guard self.type.months > type.months else { return nil }
            let count = UInt32(self.type.months / type.months)
            return index * count...index * count + count - 1
        }
    }
}
