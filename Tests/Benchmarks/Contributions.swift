internal import BenchmarkFloors
internal import Wire

/// What cases add to which sums, worked out beforehand: the fold in C then does nothing but fold.
///
/// Each value counts for the unit itself and for the sums over its district, city, province and everything; by month of
/// filing, deadline or closing, and by the combination of options.
struct Contributions {
    private(set) var reports: [floor_report] = []
    private(set) var cells: [floor_cell] = []

    init(_ cases: [Report]) {
        reports.reserveCapacity(cases.count)
        for report in cases { append(report) }
    }

    private mutating func append(_ report: Report) {
        guard case .event(let id) = report.key else { return }
        let first = cells.count
        let scopes = [9, 6, 4, 2].compactMap { report.unit.prefix($0)?.hashValue } + [0]
        var dates: [UInt32: Int64] = [:]
        for value in report.values where value.kind == .instant { dates[value.element] = value.value }
        guard case .instant(let filed) = report.occurrence else { return }
        for scope in scopes {
            var place = Place(scope: scope, options: report.options, seconds: filed)
            append(place.key(0), 1)
            for value in report.values where value.kind == .integer {
                let isDistribution = value.element == CaseElement.minutes
                let bucket = isDistribution ? 1 + value.value.significantBits : 0
                append(place.key(value.element, part: bucket), isDistribution ? 1 : value.value)
            }
            if let due = dates[CaseElement.dueAt] {
                place.seconds = due
                let closed = dates[CaseElement.closedAt]
                append(place.key(CaseElement.fellDue), 1)
                if closed != nil { append(place.key(CaseElement.dueClosed), 1) }
                if let closed, closed <= due { append(place.key(CaseElement.dueOnTime), 1) }
            }
            if let closed = dates[CaseElement.closedAt] {
                place.seconds = closed
                append(place.key(CaseElement.ended), 1)
            }
        }
        reports.append(
            floor_report(
                high: id.high, low: id.low, saved_at: report.savedAtMilliseconds, first_cell: first,
                end_cell: cells.count))
    }

    private mutating func append(_ key: UInt64, _ value: Int64) {
        cells.append(floor_cell(key: key, value: value))
    }
}

private struct Place {
    let scope: Int
    let options: [UInt32]
    var seconds: Int64

    /// A number for each cell, never 0.
    func key(_ element: UInt32, part: Int64 = 0) -> UInt64 {
        var key = UInt64(bitPattern: Int64(scope))
        let month = seconds / 2_629_746
        for number in [Int64(element), part, month] + options.map(Int64.init) {
            key = (key ^ UInt64(bitPattern: number)) &* 0x9E37_79B9_7F4A_7C15
            key ^= key >> 29
        }
        return key | 1
    }
}

extension Int64 {
    /// The number to its seven most significant bits: buckets as narrow as a histogram's.
    fileprivate var significantBits: Int64 {
        let shift = Swift.max(0, 57 - leadingZeroBitCount)
        return (self >> Int64(shift)) << Int64(shift)
    }
}
