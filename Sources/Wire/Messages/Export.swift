/// An operator asks for single reports: those that are in force, or every revision that was accepted.
public struct Export: Hashable, Sendable {
    /// One report's key beside its data set and unit.
    public enum Key: Hashable, Sendable {
        /// A return's period id.
        case period(String)
        case event(EventID)
    }

    /// Codes; none: all of them.
    public var dataSets: [String]
    /// A unit's code: it and everything below it, or with a key that unit alone. Nil: everything the asker may see.
    public var unit: String?
    /// Period ids, both inclusive: returns whose period and events whose day lies within. Nil: all.
    public var periods: Query.Periods?
    /// This report only; asked together with exactly one data set and a unit.
    public var key: Key?
    /// Also the revisions that lost against a newer one.
    public var withRevisions: Bool
    /// The answer must be true as of at least these positions.
    public var atLeast: [JournalPosition]
    /// How long to wait for `atLeast`.
    public var waitMilliseconds: UInt64

    public init(
        dataSets: [String] = [], unit: String? = nil, periods: Query.Periods? = nil, key: Key? = nil,
        withRevisions: Bool = false, atLeast: [JournalPosition] = [], waitMilliseconds: UInt64 = 0
    ) {
        self.dataSets = dataSets
        self.unit = unit
        self.periods = periods
        self.key = key
        self.withRevisions = withRevisions
        self.atLeast = atLeast
        self.waitMilliseconds = waitMilliseconds
    }
}

extension Export {
    public var body: [UInt8] {
        var fields = FieldWriter()
        for dataSet in dataSets { fields.text(1, dataSet) }
        if let unit { fields.text(2, unit) }
        if let periods {
            fields.text(3, periods.first)
            fields.text(4, periods.last)
        }
        switch key {
        case nil: break
        case .period(let period): fields.text(5, period)
        case .event(let id): fields.eventID(6, id)
        }
        if withRevisions { fields.varint(7, 1) }
        for position in atLeast { fields.journalPosition(8, position) }
        if waitMilliseconds > 0 { fields.varint(9, waitMilliseconds) }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...9, repeated: [1, 8])
        self.init(dataSets: try fields.texts(1))
        unit = fields.bytes(2) == nil ? nil : try fields.text(2)
        switch (fields.bytes(3), fields.bytes(4)) {
        case (nil, nil): break
        case (_, nil): throw .missingField(what: "last period", number: 4)
        case (nil, _): throw .missingField(what: "first period", number: 3)
        default: periods = Query.Periods(first: try fields.text(3), last: try fields.text(4))
        }
        switch (fields.bytes(5), try fields.eventID(6)) {
        case (nil, nil): break
        case (_?, nil): key = .period(try fields.text(5))
        case (nil, let id?): key = .event(id)
        case (_?, _?): throw .badValue(what: "keys beside each other", value: 2)
        }
        if key != nil {
            guard dataSets.count == 1 else {
                throw .badValue(what: "data sets beside a key", value: Int64(dataSets.count))
            }
            guard unit != nil else { throw .missingField(what: "unit", number: 2) }
        }
        let revisions = try fields.varint(7) ?? 0
        guard revisions <= 1 else {
            throw .badValue(what: "revisions", value: Int64(truncatingIfNeeded: revisions))
        }
        withRevisions = revisions == 1
        for bytes in fields.all(8) { atLeast.append(try JournalPosition(fields: bytes)) }
        waitMilliseconds = try fields.varint(9) ?? 0
    }
}

extension FieldWriter {
    fileprivate mutating func eventID(_ number: UInt64, _ id: EventID) {
        var payload: [UInt8] = []
        payload.appendInteger(id.high)
        payload.appendInteger(id.low)
        field(number, payload)
    }
}

extension FieldReader {
    fileprivate func eventID(_ number: UInt64) throws(WireError) -> EventID? {
        guard let bytes = try bytes(number, count: 16, "event id length") else { return nil }
        var position = 0
        return EventID(
            high: try bytes.span.integer(at: &position), low: try bytes.span.integer(at: &position))
    }
}
