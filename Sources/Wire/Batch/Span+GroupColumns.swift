/// The columns of a group, each of which leaves `position` behind it.
extension Span where Element == UInt8 {
    func units(at position: inout Int) throws(WireError) -> [UnitCode] {
        let count = try count(at: &position, "unit count")
        guard count >= 1 else { throw .badValue(what: "unit count", value: 0) }
        var units: [UnitCode] = []
        units.reserveCapacity(count)
        var code: [UInt8] = []
        for _ in 0..<count {
            let shared = try varint(at: &position)
            guard shared <= UInt64(code.count) else {
                throw .badValue(what: "shared unit prefix", value: Int64(truncatingIfNeeded: shared))
            }
            let rest = try prefixed(at: &position)
            code.removeLast(code.count - Int(shared))
            code.append(contentsOf: bytes(rest))
            guard let unit = UnitCode(bytes: code.span) else {
                throw .badValue(what: "unit code length", value: Int64(code.count))
            }
            if let last = units.last, last >= unit { throw .unordered(what: "unit codes") }
            units.append(unit)
        }
        return units
    }

    func periods(at position: inout Int, count: Int) throws(WireError) -> [Period] {
        var periods: [Period] = []
        periods.reserveCapacity(count)
        for code in try deltas(at: &position, count: count) {
            guard let period = Period(code: UInt64(bitPattern: code)) else {
                throw .badValue(what: "period code", value: code)
            }
            periods.append(period)
        }
        return periods
    }

    func eventRuns(at position: inout Int, count: Int) throws(WireError) -> [EventID] {
        var events: [EventID] = []
        events.reserveCapacity(count)
        while events.count < count {
            let head = try varint(at: &position)
            guard head >> 1 >= 1, head >> 1 <= UInt64(count - events.count) else {
                throw .badValue(what: "length of a run of ids", value: Int64(truncatingIfNeeded: head >> 1))
            }
            if head & 1 == 0 {
                for _ in 0..<(head >> 1) {
                    events.append(EventID(high: try integer(at: &position), low: try integer(at: &position)))
                }
            } else {
                let high: UInt64 = try integer(at: &position)
                var low: UInt64 = try integer(at: &position)
                events.append(EventID(high: high, low: low))
                for _ in 1..<(head >> 1) {
                    low = low &+ 1 &+ UInt64(bitPattern: try zigzag(at: &position))
                    events.append(EventID(high: high, low: low))
                }
            }
        }
        return events
    }

    func deltas(at position: inout Int, count: Int) throws(WireError) -> [Int64] {
        var values: [Int64] = []
        values.reserveCapacity(count)
        var last: Int64 = 0
        for _ in 0..<count {
            last &+= try zigzag(at: &position)
            values.append(last)
        }
        return values
    }

    func shapes(at position: inout Int, form: Report.Form) throws(WireError) -> [Shape] {
        let count = try count(at: &position, "shape count")
        guard count >= 1 else { throw .badValue(what: "shape count", value: 0) }
        var shapes: [Shape] = []
        for _ in 0..<count {
            let head: UInt8 = try integer(at: &position)
            guard head & 0b1111_1000 == 0, let status = Report.Status(rawValue: head & 1),
                let occurrence = Shape.OccurrenceKind(rawValue: head >> 1)
            else { throw .badValue(what: "shape head", value: Int64(head)) }
            guard occurrence == .none || form == .event else {
                throw .badValue(what: "occurrence of a return", value: Int64(head))
            }
            shapes.append(Shape(status: status, occurrence: occurrence, slots: try slots(at: &position)))
        }
        return shapes
    }

    private func slots(at position: inout Int) throws(WireError) -> [Shape.Slot] {
        let count = try count(at: &position, "slot count")
        var slots: [Shape.Slot] = []
        slots.reserveCapacity(count)
        for _ in 0..<count {
            let element = try id(at: &position, "element id")
            let options = try ids(at: &position)
            let slot = Shape.Slot(element: element, options: options, kind: try valueKind(at: &position))
            if let last = slots.last, !last.precedes(slot) { throw .unordered(what: "values of a report") }
            slots.append(slot)
        }
        return slots
    }

    func optionLists(at position: inout Int) throws(WireError) -> [[UInt32]] {
        let count = try count(at: &position, "options list count")
        guard count >= 1 else { throw .badValue(what: "options list count", value: 0) }
        var lists: [[UInt32]] = []
        for _ in 0..<count { lists.append(try ids(at: &position)) }
        return lists
    }

    /// A column that points into a list of `size` things; absent where there is only one.
    func indices(
        at position: inout Int, count: Int, of size: Int, _ what: StaticString
    ) throws(WireError) -> [Int] {
        guard size > 1 else { return [Int](repeating: 0, count: count) }
        var indices: [Int] = []
        indices.reserveCapacity(count)
        for _ in 0..<count {
            let index = try varint(at: &position)
            guard index < UInt64(size) else {
                throw .badValue(what: what, value: Int64(truncatingIfNeeded: index))
            }
            indices.append(Int(truncatingIfNeeded: index))
        }
        return indices
    }
}

extension Shape.Slot {
    /// Ascending by (element, options), options compared one by one.
    func precedes(_ other: Shape.Slot) -> Bool {
        element != other.element ? element < other.element : options.lexicographicallyPrecedes(other.options)
    }
}
