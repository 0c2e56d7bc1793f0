import Wire

/// What the statistics must be, from a plain dictionary and loops. It knows the test catalogue by heart and nothing of
/// ours but Wire's types.
struct StatisticsModel {
    struct Key: Hashable {
        let dataSet: UInt32
        let unit: UnitCode
        let key: Report.Key
    }

    static let cases: UInt32 = 1
    static let monthly: UInt32 = 2
    static let yearly: UInt32 = 3

    private(set) var current: [Key: Report] = [:]
    private(set) var accepted: Set<Report> = []
    var monthlyLookBack: UInt32 = 2

    mutating func accept(_ report: Report) {
        accepted.insert(report)
        let key = Key(dataSet: report.dataSet, unit: report.unit, key: report.key)
        guard let old = current[key] else {
            current[key] = report
            return
        }
        let isNewer =
            old.savedAtMilliseconds == report.savedAtMilliseconds
            ? old.canonicalBytes.lexicographicallyPrecedes(report.canonicalBytes)
            : old.savedAtMilliseconds < report.savedAtMilliseconds
        if isNewer { current[key] = report }
    }

    var revisions: Int { accepted.count - current.count }

    /// What is told apart in an answer: a unit level, a period length in months (0: not at all), options.
    struct Split {
        var level: Int?
        var months: UInt32 = 0
        var options: [UInt32] = []
        var within: UnitCode?

        func unit(_ unit: UnitCode) -> String? {
            if let within, !unit.hasPrefix(within) { return nil }
            guard let level else { return "" }
            return (unit.prefix(level) ?? unit).description
        }

        /// From the month's number since 1970.
        func time(_ month: UInt32) -> String {
            switch months {
            case 1: "\(1970 + month / 12)" + (month % 12 < 9 ? "0" : "") + "\(month % 12 + 1)"
            case 3: "\(1970 + month / 12)Q\(month % 12 / 3 + 1)"
            case 12: "\(1970 + month / 12)"
            default: ""
            }
        }

        func option(_ ids: [UInt32]) -> String { ids.first(where: options.contains).map { "\($0)" } ?? "" }
    }

    typealias Place = [String]

    // MARK: events

    /// Every number that an event contributes, as (month, element, value).
    private func numbers(_ report: Report, today: Int64) -> [(month: UInt32, element: String, value: Int64)] {
        func value(_ element: UInt32) -> ReportValue? { report.values.first { $0.element == element } }
        func day(_ kind: ReportValue.Kind, _ value: Int64) -> Int64 {
            kind == .day ? value : (value + 8 * 3_600) / 86_400
        }
        func month(_ day: Int64) -> UInt32 {
            // No date of the tests is earlier than 2024-01-01.
            var day = day - 19_723
            var month: UInt32 = 648
            while true {
                let year = 1970 + month / 12
                let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
                let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
                if day < lengths[Int(month % 12)] { return month }
                day -= lengths[Int(month % 12)]
                month += 1
            }
        }
        let happened: UInt32 =
            switch report.occurrence {
            case .day(let days): month(days)
            case .instant(let seconds): month((seconds + 8 * 3_600) / 86_400)
            case nil: 0
            }
        let due = value(2)
        let closed = value(3)
        var numbers: [(month: UInt32, element: String, value: Int64)] = []
        if let filed = value(1) { numbers.append((happened, "FILED", filed.value)) }
        numbers.append((happened, "OPEN", closed == nil ? 1 : 0))
        if let minutes = value(7) { numbers.append((happened, "MINUTES", minutes.value)) }
        if let cost = value(8), let closed {
            numbers.append((month(day(closed.kind, closed.value)), "COST", cost.value))
        }
        if let due, day(due.kind, due.value) < today {
            let dueMonth = month(day(due.kind, due.value))
            numbers.append((dueMonth, "FELL_DUE", 1))
            var isOnTime = false
            if let closed {
                isOnTime =
                    closed.kind == due.kind
                    ? closed.value <= due.value : day(closed.kind, closed.value) <= day(due.kind, due.value)
            }
            numbers.append((dueMonth, "ON_TIME", isOnTime ? 1 : 0))
        }
        return numbers
    }

    /// For each element the values of each place.
    func eventValues(_ split: Split, today: Int64) -> [String: [Place: [Int64]]] {
        var values: [String: [Place: [Int64]]] = [:]
        for report in current.values where report.dataSet == Self.cases && report.status == .values {
            guard let unit = split.unit(report.unit) else { continue }
            let option = split.option(report.options)
            for number in numbers(report, today: today) {
                values[number.element, default: [:]][[unit, split.time(number.month), option], default: []]
                    .append(number.value)
            }
        }
        return values
    }

    // MARK: returns

    func flows(_ dataSet: UInt32, _ element: UInt32, _ split: Split) -> [Place: Int64] {
        var sums: [Place: Int64] = [:]
        for report in current.values where report.dataSet == dataSet && report.status == .values {
            guard case .period(let period) = report.key, let unit = split.unit(report.unit) else { continue }
            for value in report.values where value.element == element {
                let month = dataSet == Self.yearly ? period.index * 12 : period.index
                sums[[unit, split.time(month), split.option(value.options)], default: 0] += value.value
            }
        }
        return sums
    }

    /// Means of yearly reports, in whole numbers with halves away from zero: a value without its weight has no part in
    /// them, nor has a weight without its value.
    func means(_ element: UInt32, weight: UInt32, _ split: Split) -> [Place: Int64] {
        var sums: [Place: (value: Double, weight: Double)] = [:]
        for report in current.values where report.dataSet == Self.yearly && report.status == .values {
            guard case .period(let period) = report.key, let unit = split.unit(report.unit),
                let value = report.values.first(where: { $0.element == element }),
                let weight = report.values.first(where: { $0.element == weight })
            else { continue }
            let place = [unit, split.time(period.index * 12), ""]
            sums[place, default: (0, 0)].value += Double(value.value * weight.value)
            sums[place, default: (0, 0)].weight += Double(weight.value)
        }
        return sums.filter { $0.value.weight > 0 }.mapValues {
            Int64(($0.value / $0.weight).rounded(.toNearestOrAwayFromZero))
        }
    }

    /// In the last base period of each output period, none beyond the last one reported.
    ///
    /// - Parameter others: elements that a report must have too.
    func stocks(
        _ dataSet: UInt32, _ element: UInt32, _ split: Split, lookBack: UInt32, endsWithYear: Bool = false,
        with others: [UInt32] = []
    ) -> [Place: Int64] {
        var reports: [UnitCode: [UInt32: Report]] = [:]
        for report in current.values where report.dataSet == dataSet && report.status == .values {
            guard case .period(let period) = report.key else { continue }
            reports[report.unit, default: [:]][period.index] = report
        }
        let periods = reports.values.flatMap(\.keys)
        guard let first = periods.min(), let last = periods.max() else { return [:] }
        let perYear: UInt32 = dataSet == Self.yearly ? 1 : 12
        var lastOf: [String: UInt32] = [:]
        for period in first...last { lastOf[split.time(period * (12 / perYear))] = period }
        var sums: [Place: Int64] = [:]
        for (time, period) in lastOf {
            for (unit, held) in reports {
                guard let name = split.unit(unit),
                    let source = held.keys.filter({ $0 <= period }).max(), period - source <= lookBack,
                    !endsWithYear || source / perYear == period / perYear
                else { continue }
                let values = held[source]?.values ?? []
                guard others.allSatisfy({ other in values.contains { $0.element == other } }) else {
                    continue
                }
                for value in values where value.element == element {
                    sums[[name, time, split.option(value.options)], default: 0] += value.value
                }
            }
        }
        return sums
    }
}
