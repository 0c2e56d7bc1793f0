internal import Seeds
internal import Wire

/// Ids of the shipped catalogue's elements that a case is made of.
enum CaseElement {
    static let filed: UInt32 = 1
    static let due: UInt32 = 2
    static let closed: UInt32 = 3
    static let closedOnTime: UInt32 = 4
    static let dueAt: UInt32 = 5
    static let closedAt: UInt32 = 6
    static let fellDue: UInt32 = 7
    static let dueClosed: UInt32 = 8
    static let dueOnTime: UInt32 = 9
    static let ended: UInt32 = 11
    static let minutes: UInt32 = 15
}

/// City problems as a city of 20 districts with 10 streets each has them in 2024: one report when a case is filed, for
/// most an amendment of the same id when it is closed, all in the order in which they were saved.
struct Cases {
    enum IDs: String, CaseIterable {
        /// Random, as source systems make them.
        case foreign = "foreign ids"
        /// Counted, as our own clients make them.
        case own = "own ids"
    }

    static let dataSet: UInt32 = 1
    private static let year = 1_704_038_400 as Int64  // 2024-01-01 in Shanghai
    private var random: SeededGenerator
    private let ids: IDs
    private let process: UInt64
    private let streets: [UnitCode]

    static func reports(_ count: Int, ids: IDs, seed: UInt64) -> [Report] {
        var cases = Cases(ids: ids, seed: seed)
        var reports: [Report] = []
        reports.reserveCapacity(count + 1)
        while reports.count < count { reports += cases.next(UInt64(reports.count)) }
        reports.removeLast(reports.count - count)
        return reports.sorted { $0.savedAtMilliseconds < $1.savedAtMilliseconds }
    }

    private init(ids: IDs, seed: UInt64) {
        random = SeededGenerator(seed: seed)
        self.ids = ids
        process = random.next()
        streets = (10...29).flatMap { district in
            (10...19).compactMap { UnitCode("5101\(district)0\($0)") }
        }
    }

    private mutating func next(_ number: UInt64) -> [Report] {
        let filed = Self.year + Int64.random(in: 0..<366 * 86_400, using: &random)
        let due = filed + Int64.random(in: 1...30, using: &random) * 86_400
        let id =
            switch ids {
            case .foreign: EventID(high: random.next(), low: random.next())
            case .own: EventID(high: process, low: number)
            }
        let options = [
            UInt32.random(in: 5...6, using: &random), UInt32.random(in: 7...10, using: &random),
            UInt32.random(in: 11...20, using: &random),
        ]
        let street = streets[Int.random(in: streets.indices, using: &random)]
        func report(savedAt: Int64, _ closed: Int64?) -> Report {
            Report(
                dataSet: Self.dataSet, unit: street, key: .event(id), savedAtMilliseconds: savedAt * 1_000,
                occurrence: .instant(filed), options: options, values: values(filed, due, closed))
        }
        let opened = report(savedAt: filed, nil)
        guard Int.random(in: 0..<100, using: &random) < 85 else { return [opened] }
        let closed = filed + Int64.random(in: 600...40 * 86_400, using: &random)
        return [opened, report(savedAt: closed, closed)]
    }

    private func values(_ filed: Int64, _ due: Int64, _ closed: Int64?) -> [ReportValue] {
        var values = [
            ReportValue(element: CaseElement.filed, value: 1),
            ReportValue(element: CaseElement.due, value: 1),
            ReportValue(element: CaseElement.closed, value: closed == nil ? 0 : 1),
            ReportValue(element: CaseElement.closedOnTime, value: closed.map { $0 <= due ? 1 : 0 } ?? 0),
            ReportValue(element: CaseElement.dueAt, kind: .instant, value: due),
        ]
        if let closed {
            values.append(ReportValue(element: CaseElement.closedAt, kind: .instant, value: closed))
            values.append(ReportValue(element: CaseElement.minutes, value: (closed - filed) / 60))
        }
        return values
    }
}
