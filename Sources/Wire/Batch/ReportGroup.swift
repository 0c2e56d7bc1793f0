/// Reports of one data set, in columns: the shape in which they travel, are validated and are folded.
///
/// Report `i` has the unit `units[unitIndex[i]]`, the shape `shapes[shapeIndex[i]]`, the options
/// `optionLists[optionIndex[i]]` and the values `values[valueStart[i]..<valueStart[i + 1]]`, one for each slot of its
/// shape. Every index column has `count` entries.
public struct ReportGroup: Equatable, Sendable {
    public let dataSet: UInt32
    public internal(set) var keys: Keys
    /// Milliseconds since 1970.
    public internal(set) var savedAtMilliseconds: [Int64]
    public internal(set) var units: [UnitCode]
    public internal(set) var unitIndex: [Int]
    public internal(set) var shapes: [Shape]
    public internal(set) var shapeIndex: [Int]
    /// Each ascending. Returns have the one empty list.
    public internal(set) var optionLists: [[UInt32]]
    public internal(set) var optionIndex: [Int]
    /// Days or seconds, as the report's shape says; 0 where it has none.
    public internal(set) var occurrences: [Int64]
    public internal(set) var values: [Int64]
    /// `count + 1` entries.
    public internal(set) var valueStart: [Int]

    public enum Keys: Equatable, Sendable {
        case periods([Period])
        case events([EventID])
    }

    public var count: Int { savedAtMilliseconds.count }

    public var form: Report.Form {
        switch keys {
        case .periods: .periodic
        case .events: .event
        }
    }

    public func unit(_ index: Int) -> UnitCode { units[unitIndex[index]] }
    public func shape(_ index: Int) -> Shape { shapes[shapeIndex[index]] }
    public func options(_ index: Int) -> [UInt32] { optionLists[optionIndex[index]] }

    public func key(_ index: Int) -> Report.Key {
        switch keys {
        case .periods(let periods): .period(periods[index])
        case .events(let events): .event(events[index])
        }
    }

    public func occurrence(_ index: Int) -> Report.Occurrence? {
        switch shape(index).occurrence {
        case .none: nil
        case .day: .day(occurrences[index])
        case .instant: .instant(occurrences[index])
        }
    }

    /// The report at an index below `count`, put together again.
    public func report(_ index: Int) -> Report {
        let shape = shape(index)
        let start = valueStart[index]
        return Report(
            dataSet: dataSet, unit: unit(index), key: key(index),
            savedAtMilliseconds: savedAtMilliseconds[index],
            status: shape.status, occurrence: occurrence(index), options: options(index),
            values: shape.slots.enumerated().map { offset, slot in
                ReportValue(
                    element: slot.element, options: slot.options, kind: slot.kind,
                    value: values[start + offset])
            })
    }
}

extension ReportGroup {
    /// - Precondition: at least one report; all of one data set and one form, options and values in canonical order.
    public init(_ reports: some Collection<Report>) {
        guard let first = reports.first else { preconditionFailure("a group holds at least one report") }
        dataSet = first.dataSet
        savedAtMilliseconds = reports.map(\.savedAtMilliseconds)
        var periods: [Period] = []
        var events: [EventID] = []
        for report in reports {
            precondition(
                report.dataSet == first.dataSet && report.form == first.form, "a group has one data set")
            switch report.key {
            case .period(let period): periods.append(period)
            case .event(let event): events.append(event)
            }
        }
        keys = first.form == .periodic ? .periods(periods) : .events(events)
        units = Set(reports.map(\.unit)).sorted()
        let unitNumbers = Dictionary(uniqueKeysWithValues: zip(units, units.indices))
        unitIndex = reports.map { unitNumbers[$0.unit] ?? 0 }
        (shapes, shapeIndex) = Self.numbered(reports.map(Shape.init(of:)))
        (optionLists, optionIndex) = Self.numbered(reports.map(\.options))
        occurrences = reports.map { report in
            switch report.occurrence {
            case nil: 0
            case .day(let days): days
            case .instant(let seconds): seconds
            }
        }
        values = reports.flatMap { $0.values.map(\.value) }
        valueStart = reports.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.values.count) }
    }

    /// The distinct values in the order of their first appearance, and each entry's number among them.
    private static func numbered<Value: Hashable>(_ column: [Value]) -> ([Value], [Int]) {
        var numbers: [Value: Int] = [:]
        var distinct: [Value] = []
        let index = column.map { value in
            if let number = numbers[value] { return number }
            numbers[value] = distinct.count
            distinct.append(value)
            return distinct.count - 1
        }
        return (distinct, index)
    }
}

extension Array where Element == Report {
    /// The reports as groups, in their order: a new group begins where the data set or the form changes.
    public var groups: [ReportGroup] {
        var groups: [ReportGroup] = []
        var start = startIndex
        for index in indices where index + 1 == endIndex || !self[index + 1].isGrouped(with: self[start]) {
            groups.append(ReportGroup(self[start...index]))
            start = index + 1
        }
        return groups
    }
}

extension Report {
    fileprivate func isGrouped(with other: Report) -> Bool { dataSet == other.dataSet && form == other.form }
}
