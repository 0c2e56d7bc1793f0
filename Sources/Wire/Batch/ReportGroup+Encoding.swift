extension ReportGroup {
    func append(to bytes: inout [UInt8]) {
        bytes.appendVarint(UInt64(dataSet))
        bytes.append(form.rawValue)
        bytes.appendVarint(count)
        appendUnits(to: &bytes)
        switch keys {
        case .periods(let periods):
            bytes.appendDeltas(periods.map { Int64($0.code) })
        case .events(let events): events.appendRuns(to: &bytes)
        }
        bytes.appendDeltas(savedAtMilliseconds)
        appendShapes(to: &bytes)
        if form == .event {
            bytes.appendVarint(optionLists.count)
            for list in optionLists { bytes.appendIDs(list) }
            bytes.appendIndices(optionIndex, of: optionLists.count)
            appendOccurrences(to: &bytes)
        }
        appendValues(to: &bytes)
    }

    /// Ascending, each against its predecessor: how many bytes they share, then the rest.
    private func appendUnits(to bytes: inout [UInt8]) {
        bytes.appendVarint(units.count)
        var previous: UnitCode?
        for unit in units {
            var shared = 0
            if let previous {
                while shared < min(previous.length, unit.length), previous[shared] == unit[shared] {
                    shared += 1
                }
            }
            bytes.appendVarint(shared)
            bytes.appendVarint(unit.length - shared)
            for index in shared..<unit.length { bytes.append(unit[index]) }
            previous = unit
        }
        bytes.appendIndices(unitIndex, of: units.count)
    }

    private func appendShapes(to bytes: inout [UInt8]) {
        bytes.appendVarint(shapes.count)
        for shape in shapes {
            bytes.append(shape.status.rawValue | shape.occurrence.rawValue << 1)
            bytes.appendVarint(shape.slots.count)
            for slot in shape.slots {
                bytes.appendVarint(UInt64(slot.element))
                bytes.appendIDs(slot.options)
                bytes.append(slot.kind.rawValue)
            }
        }
        bytes.appendIndices(shapeIndex, of: shapes.count)
    }

    /// Days and seconds each against the last of their own kind.
    private func appendOccurrences(to bytes: inout [UInt8]) {
        var lastDay: Int64 = 0
        var lastInstant: Int64 = 0
        for index in 0..<count {
            let value = occurrences[index]
            switch shapes[shapeIndex[index]].occurrence {
            case .none: break
            case .day:
                bytes.appendZigzag(value &- lastDay)
                lastDay = value
            case .instant:
                bytes.appendZigzag(value &- lastInstant)
                lastInstant = value
            }
        }
    }

    /// Shape by shape and slot by slot, so that like stands beside like; dates against the one before.
    private func appendValues(to bytes: inout [UInt8]) {
        for (number, shape) in shapes.enumerated() where !shape.slots.isEmpty {
            let starts = (0..<count).filter { shapeIndex[$0] == number }.map { valueStart[$0] }
            for (offset, slot) in shape.slots.enumerated() {
                if slot.kind == .integer {
                    for start in starts { bytes.appendZigzag(values[start + offset]) }
                } else {
                    bytes.appendDeltas(starts.map { values[$0 + offset] })
                }
            }
        }
    }
}

extension [EventID] {
    /// Runs: length × 2 + 1 and a common first half with counters, or length × 2 and whole ids.
    func appendRuns(to bytes: inout [UInt8]) {
        var start = 0
        while start < count {
            let counted = runEnd(from: start)
            if counted - start > 1 {
                bytes.appendVarint((counted - start) << 1 | 1)
                bytes.appendInteger(self[start].high)
                bytes.appendInteger(self[start].low)
                for index in start + 1..<counted {
                    bytes.appendZigzag(Int64(bitPattern: self[index].low &- self[index - 1].low &- 1))
                }
                start = counted
            } else {
                var end = start + 1
                while end < count, runEnd(from: end) - end == 1 { end += 1 }
                bytes.appendVarint((end - start) << 1)
                for index in start..<end {
                    bytes.appendInteger(self[index].high)
                    bytes.appendInteger(self[index].low)
                }
                start = end
            }
        }
    }

    /// The end of the ids from `start` on that share its first half.
    private func runEnd(from start: Int) -> Int {
        var end = start + 1
        while end < count, self[end].high == self[start].high { end += 1 }
        return end
    }
}

extension [UInt8] {
    /// Each value less the one before it, wrapping; the first less 0.
    mutating func appendDeltas(_ values: [Int64]) {
        var last: Int64 = 0
        for value in values {
            appendZigzag(value &- last)
            last = value
        }
    }

    /// Nothing where there is only one thing to point at.
    mutating func appendIndices(_ indices: [Int], of count: Int) {
        guard count > 1 else { return }
        for index in indices { appendVarint(index) }
    }
}
