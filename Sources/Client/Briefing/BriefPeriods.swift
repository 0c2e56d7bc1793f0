internal import Catalogue
internal import Wire

/// Which period a page shows of what is reported by months, quarters, halves or years.
struct BriefPeriods {
    /// The page's own.
    let page: Period

    /// The last period of a type that is over when the page's is; nil where the calendar has none.
    func last(_ type: PeriodType) -> Period? {
        let containing = begun(type)
        guard containing.exists else { return nil }
        if containing.days.upperBound == page.days.upperBound { return containing }
        return containing.index > 0 ? Period(type: type, index: containing.index - 1) : nil
    }

    /// The period of a type that the page's last day lies in: of what is due when a period begins.
    func begun(_ type: PeriodType) -> Period { Period(containing: page.days.upperBound, type: type) }

    /// The page's own period where it is made up of the type's and they may be added, else the last one.
    func shown(_ type: PeriodType, isAdded: Bool) -> Period? {
        isAdded && Period(type: type, index: 0).enclosing(page.type) != nil ? page : last(type)
    }

    /// A period and those before it that a small chart shows; fewer where the calendar begins.
    static func series(_ last: Period) -> [Period] {
        let count: UInt32 =
            switch last.type {
            case .daily, .weekly, .monthly: 12
            case .quarterly: 8
            case .sixMonthly: 6
            case .yearly: 5
            }
        return (last.index - min(last.index, count - 1)...last.index).map {
            Period(type: last.type, index: $0)
        }
    }
}

extension PeriodType {
    /// As a query names it in `by`.
    var dimension: String {
        switch self {
        case .daily: "day"
        case .weekly: "week"
        case .monthly: "month"
        case .quarterly: "quarter"
        case .sixMonthly: "half"
        case .yearly: "year"
        }
    }
}

extension Period {
    /// `2025年第4季度`, beside the id.
    var names: Names {
        let id = text
        let year = id.prefix(4)
        let part = id.dropFirst(type == .monthly ? 4 : 5)
        let chinese: String
        switch type {
        case .monthly: chinese = "\(year)年\(Int(part).map(String.init) ?? String(part))月"
        case .quarterly: chinese = "\(year)年第\(part)季度"
        case .sixMonthly: chinese = "\(year)年\(part == "1" ? "上" : "下")半年"
        case .yearly: chinese = "\(year)年"
        case .daily, .weekly: chinese = id
        }
        return Names(chinese: chinese, english: id)
    }
}
