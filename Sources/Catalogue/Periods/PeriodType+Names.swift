package import Wire

extension PeriodType {
    /// What a form with such periods is called.
    package var names: Names {
        switch self {
        case .daily: Names(chinese: "日报", english: "daily")
        case .weekly: Names(chinese: "周报", english: "weekly")
        case .monthly: Names(chinese: "月报", english: "monthly")
        case .quarterly: Names(chinese: "季报", english: "quarterly")
        case .sixMonthly: Names(chinese: "半年报", english: "six-monthly")
        case .yearly: Names(chinese: "年报", english: "yearly")
        }
    }
}
