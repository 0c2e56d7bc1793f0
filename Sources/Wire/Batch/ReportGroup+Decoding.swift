extension ReportGroup {
    /// Reads one group and leaves `position` behind it.
    init(_ bytes: Span<UInt8>, at position: inout Int, reportLimit: Int) throws(WireError) {
        let dataSet = try bytes.id(at: &position, "data set id")
        let formByte: UInt8 = try bytes.integer(at: &position)
        guard let form = Report.Form(rawValue: formByte) else {
            throw .badValue(what: "form", value: Int64(formByte))
        }
        let count = try bytes.count(at: &position, "report count")
        guard count >= 1 else { throw .badValue(what: "report count", value: 0) }
        guard count <= reportLimit else {
            throw .tooLarge(what: "report count", value: UInt64(count), limit: UInt64(reportLimit))
        }
        let units = try bytes.units(at: &position)
        let unitIndex = try bytes.indices(at: &position, count: count, of: units.count, "unit index")
        let keys: Keys =
            switch form {
            case .periodic: .periods(try bytes.periods(at: &position, count: count))
            case .event: .events(try bytes.eventRuns(at: &position, count: count))
            }
        let savedAt = try bytes.deltas(at: &position, count: count)
        let shapes = try bytes.shapes(at: &position, form: form)
        let shapeIndex = try bytes.indices(at: &position, count: count, of: shapes.count, "shape index")
        self.init(
            dataSet: dataSet, keys: keys, savedAtMilliseconds: savedAt, units: units, unitIndex: unitIndex,
            shapes: shapes, shapeIndex: shapeIndex, optionLists: [[]],
            optionIndex: [Int](repeating: 0, count: count), occurrences: [Int64](repeating: 0, count: count),
            values: [], valueStart: [0])
        if form == .event {
            optionLists = try bytes.optionLists(at: &position)
            optionIndex = try bytes.indices(
                at: &position, count: count, of: optionLists.count, "options index")
            try readOccurrences(bytes, at: &position)
        }
        try checkRetractions()
        try readValues(bytes, at: &position)
    }

    private mutating func readOccurrences(_ bytes: Span<UInt8>, at position: inout Int) throws(WireError) {
        var lastDay: Int64 = 0
        var lastInstant: Int64 = 0
        for index in 0..<count {
            switch shapes[shapeIndex[index]].occurrence {
            case .none: break
            case .day:
                lastDay &+= try bytes.zigzag(at: &position)
                occurrences[index] = lastDay
            case .instant:
                lastInstant &+= try bytes.zigzag(at: &position)
                occurrences[index] = lastInstant
            }
        }
    }

    /// A retraction with options or values would have two canonical forms.
    private func checkRetractions() throws(WireError) {
        guard shapes.contains(where: { $0.status == .retracted }) else { return }
        for index in 0..<count where shapes[shapeIndex[index]].status == .retracted {
            guard shapes[shapeIndex[index]].slots.isEmpty, optionLists[optionIndex[index]].isEmpty else {
                throw .badValue(
                    what: "number of values or options of a retraction",
                    value: Int64(
                        shapes[shapeIndex[index]].slots.count + optionLists[optionIndex[index]].count))
            }
        }
    }

    private mutating func readValues(_ bytes: Span<UInt8>, at position: inout Int) throws(WireError) {
        valueStart.reserveCapacity(count + 1)
        var total = 0
        var reportsOfShape = [[Int]](repeating: [], count: shapes.count)
        for index in 0..<count {
            let number = shapeIndex[index]
            reportsOfShape[number].append(total)
            total += shapes[number].slots.count
            valueStart.append(total)
        }
        // Every value takes at least one byte, so no shape can ask for more memory than bytes came.
        guard total <= bytes.count - position else { throw .truncated }
        values = [Int64](repeating: 0, count: total)
        for (number, shape) in shapes.enumerated() {
            for (offset, slot) in shape.slots.enumerated() {
                var last: Int64 = 0
                for start in reportsOfShape[number] {
                    let value = try bytes.zigzag(at: &position)
                    last = slot.kind == .integer ? value : last &+ value
                    values[start + offset] = last
                }
            }
        }
    }
}
