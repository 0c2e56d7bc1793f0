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
