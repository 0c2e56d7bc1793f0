// The canonical bytes of a report, as the specification's chapter of that name defines them. Two reports are the same
// exactly if their canonical bytes are; under one key ties of `savedAt` are broken by comparing them.

extension Report {
    /// Data set, form, unit, key and savedAt, then the content.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendVarint(UInt64(dataSet))
        bytes.append(form.rawValue)
        bytes.appendVarint(unit.length)
        unit.append(to: &bytes)
        switch key {
        case .period(let period): bytes.appendVarint(UInt64(period.code))
        case .event(let event):
            bytes.appendInteger(event.high)
            bytes.appendInteger(event.low)
        }
        bytes.appendInteger(UInt64(bitPattern: savedAtMilliseconds))
        bytes.append(contentsOf: content)
        return bytes
    }

    /// Status, occurrence, options and values: what can differ under one key at one time.
    public var content: [UInt8] {
        var bytes: [UInt8] = [status.rawValue]
        switch occurrence {
        case nil: bytes.append(Shape.OccurrenceKind.none.rawValue)
        case .day(let days):
            bytes.append(Shape.OccurrenceKind.day.rawValue)
            bytes.appendZigzag(days)
        case .instant(let seconds):
            bytes.append(Shape.OccurrenceKind.instant.rawValue)
            bytes.appendZigzag(seconds)
        }
        bytes.appendIDs(options)
        bytes.appendVarint(values.count)
        for value in values {
            bytes.appendVarint(UInt64(value.element))
            bytes.appendIDs(value.options)
            bytes.append(value.kind.rawValue)
            bytes.appendZigzag(value.value)
        }
        return bytes
    }
}

extension Report {
    /// Reads canonical bytes back.
    public init(canonicalBytes: [UInt8]) throws(WireError) {
        let bytes = canonicalBytes.span
        var position = 0
        let dataSet = try bytes.id(at: &position, "data set id")
        let form: UInt8 = try bytes.integer(at: &position)
        let unitRange = try bytes.prefixed(at: &position)
        guard let unit = UnitCode(bytes: bytes.extracting(unitRange)) else {
            throw .badValue(what: "unit length", value: Int64(unitRange.count))
        }
        let key: Key
        switch Form(rawValue: form) {
        case .periodic:
            let code = try bytes.varint(at: &position)
            guard let period = Period(code: code) else {
                throw .badValue(what: "period code", value: Int64(truncatingIfNeeded: code))
            }
            key = .period(period)
        case .event:
            key = .event(
                EventID(high: try bytes.integer(at: &position), low: try bytes.integer(at: &position)))
        case nil: throw .badValue(what: "form", value: Int64(form))
        }
        let savedAt: UInt64 = try bytes.integer(at: &position)
        self.init(dataSet: dataSet, unit: unit, key: key, savedAtMilliseconds: Int64(bitPattern: savedAt))
        try readContent(bytes, at: &position)
        try bytes.expectEnd(at: position)
    }

    /// Reads `content` into this report's status, occurrence, options and values.
    public mutating func readContent(_ bytes: Span<UInt8>, at position: inout Int) throws(WireError) {
        let statusByte: UInt8 = try bytes.integer(at: &position)
        guard let status = Status(rawValue: statusByte) else {
            throw .badValue(what: "status", value: Int64(statusByte))
        }
        let occurrenceByte: UInt8 = try bytes.integer(at: &position)
        let occurrence: Occurrence? =
            switch Shape.OccurrenceKind(rawValue: occurrenceByte) {
            case .some(.none): nil
            case .day: .day(try bytes.zigzag(at: &position))
            case .instant: .instant(try bytes.zigzag(at: &position))
            case nil: throw .badValue(what: "occurrence kind", value: Int64(occurrenceByte))
            }
        let options = try bytes.ids(at: &position)
        let count = try bytes.count(at: &position, "value count")
        var values: [ReportValue] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            let element = try bytes.id(at: &position, "element id")
            let cellOptions = try bytes.ids(at: &position)
            let kind = try bytes.valueKind(at: &position)
            let value = try bytes.zigzag(at: &position)
            values.append(ReportValue(element: element, options: cellOptions, kind: kind, value: value))
        }
        self.status = status
        self.occurrence = occurrence
        self.options = options
        self.values = values
    }
}

extension ReportGroup {
    /// Appends what `report(index).content` is, without putting the report together.
    public func appendContent(of index: Int, to bytes: inout [UInt8]) {
        let shape = shapes[shapeIndex[index]]
        bytes.append(shape.status.rawValue)
        bytes.append(shape.occurrence.rawValue)
        if shape.occurrence != .none { bytes.appendZigzag(occurrences[index]) }
        bytes.appendIDs(optionLists[optionIndex[index]])
        bytes.appendVarint(shape.slots.count)
        var at = valueStart[index]
        for slot in shape.slots {
            bytes.appendVarint(UInt64(slot.element))
            bytes.appendIDs(slot.options)
            bytes.append(slot.kind.rawValue)
            bytes.appendZigzag(values[at])
            at += 1
        }
    }
}

extension [UInt8] {
    /// A count, then the ids.
    mutating func appendIDs(_ ids: [UInt32]) {
        appendVarint(ids.count)
        for id in ids { appendVarint(UInt64(id)) }
    }
}

extension Span where Element == UInt8 {
    /// A count, then that many ids, strictly ascending.
    func ids(at position: inout Int) throws(WireError) -> [UInt32] {
        let count = try count(at: &position, "option count")
        guard count > 0 else { return [] }
        var ids: [UInt32] = []
        ids.reserveCapacity(count)
        for _ in 0..<count {
            let id = try id(at: &position, "option id")
            if let last = ids.last, last >= id { throw .unordered(what: "option ids") }
            ids.append(id)
        }
        return ids
    }

    func valueKind(at position: inout Int) throws(WireError) -> ReportValue.Kind {
        let byte: UInt8 = try integer(at: &position)
        guard let kind = ReportValue.Kind(rawValue: byte) else {
            throw .badValue(what: "value kind", value: Int64(byte))
        }
        return kind
    }
}
