import Wire

/// Who has reported, from plain dictionaries and loops. It knows the monthly form of the test catalogue by heart: due five days
/// after the month, STAFF required, reported by codes of 4, 6 and 9.
struct CompletenessModel {
    /// A registered unit. Days are since 1970.
    struct Unit {
        let code: String
        var opened = Int64.min
        var closed = Int64.max
        var mustReport = true
    }

    struct Arrived: Hashable {
        let report: Report
        /// The day, in Shanghai.
        let day: Int64
    }

    struct Key: Hashable {
        let unit: String
        /// The month's number since 1970.
        let month: UInt32
    }

    let units: [Unit]
    private(set) var arrivals: [Key: [Report: Int64]] = [:]

    init(_ units: [Unit]) { self.units = units }

    mutating func accept(_ arrived: Arrived) {
        guard case .period(let period) = arrived.report.key else { return }
        let key = Key(unit: arrived.report.unit.description, month: period.index)
        let before = arrivals[key]?[arrived.report] ?? .max
        arrivals[key, default: [:]][arrived.report] = min(before, arrived.day)
    }

    /// The last days of January to April 2025, the months 660 to 663.
    static let lastDays: [UInt32: Int64] = [660: 20_119, 661: 20_147, 662: 20_178, 663: 20_208]

    private static func isComplete(_ report: Report) -> Bool {
        report.status == .values && report.values.contains { $0.element == 11 }
    }

    /// expected, actual, partial, on time, on time as it stands, unexpected.
    typealias Counts = [Int64]

    /// By unit and month as the answer has them; `*` stands for not asked by.
    func counts(level: Int?, byMonth: Bool, months: Set<UInt32>, within: String = "") -> [[String]: Counts] {
        var counts: [[String]: Counts] = [:]
        func add(_ unit: String, _ month: UInt32, _ number: Int) {
            guard unit.hasPrefix(within), months.contains(month) else { return }
            let place = [
                level.map { String(unit.prefix($0)) } ?? "*", byMonth ? "20250\(month - 659)" : "*",
            ]
            counts[place, default: [0, 0, 0, 0, 0, 0]][number] += 1
        }
        for unit in units {
            for month in months where isExpected(unit, month) { add(unit.code, month, 0) }
        }
        for (key, revisions) in arrivals {
            guard let standing = revisions.keys.max(by: Self.isOutdone), standing.status == .values else {
                continue
            }
            let isComplete = Self.isComplete(standing)
            add(key.unit, key.month, isComplete ? 1 : 2)
            if !units.contains(where: { $0.code == key.unit && isExpected($0, key.month) }) {
                add(key.unit, key.month, 5)
            }
            guard isComplete else { continue }
            let due = (Self.lastDays[key.month] ?? 0) + 5
            let earliest = revisions.filter { Self.isComplete($0.key) }.values.min() ?? .max
            if earliest <= due { add(key.unit, key.month, 3) }
            if revisions[standing] ?? .max <= due { add(key.unit, key.month, 4) }
        }
        return counts
    }

    private func isExpected(_ unit: Unit, _ month: UInt32) -> Bool {
        let day = Self.lastDays[month] ?? 0
        return unit.mustReport && [4, 6, 9].contains(unit.code.count) && unit.opened <= day
            && day < unit.closed
    }

    private static func isOutdone(_ left: Report, _ right: Report) -> Bool {
        left.savedAtMilliseconds == right.savedAtMilliseconds
            ? left.canonicalBytes.lexicographicallyPrecedes(right.canonicalBytes)
            : left.savedAtMilliseconds < right.savedAtMilliseconds
    }
}
