/// One form, as it was saved: what travels, what is journaled and what statistics are made of.
///
/// Under one key the report with the highest (`savedAtMilliseconds`, canonical bytes) wins.
public struct Report: Hashable, Sendable {
    public enum Form: UInt8, Sendable {
        /// A periodic form; its key holds a period.
        case periodic = 0
        /// A single happening; its key holds an id.
        case event = 1
    }

    public enum Status: UInt8, Sendable {
        /// Values, perhaps none: an empty form.
        case values = 0
        /// The key was taken back. It carries no options and no values.
        case retracted = 1
    }

    public enum Key: Hashable, Sendable {
        case period(Period)
        case event(EventID)
    }

    /// When an event happened. A date alone and a date with a time are different values.
    public enum Occurrence: Hashable, Sendable {
        /// Days since 1970-01-01 in the catalogue's time zone.
        case day(Int64)
        /// Seconds since 1970-01-01T00:00:00Z.
        case instant(Int64)
    }

    /// The data set's id in the catalogue.
    public var dataSet: UInt32
    public var unit: UnitCode
    public var key: Key
    /// Milliseconds since 1970-01-01T00:00:00Z, stamped once, when the form was saved.
    public var savedAtMilliseconds: Int64
    public var status: Status
    /// Events only; absent only where the event is retracted.
    public var occurrence: Occurrence?
    /// Ids of the event's options, ascending; empty for returns.
    public var options: [UInt32]
    /// Ascending by (element, options).
    public var values: [ReportValue]

    public init(
        dataSet: UInt32, unit: UnitCode, key: Key, savedAtMilliseconds: Int64, status: Status = .values,
        occurrence: Occurrence? = nil, options: [UInt32] = [], values: [ReportValue] = []
    ) {
        self.dataSet = dataSet
        self.unit = unit
        self.key = key
        self.savedAtMilliseconds = savedAtMilliseconds
        self.status = status
        self.occurrence = occurrence
        self.options = options
        self.values = values
    }

    public var form: Form {
        switch key {
        case .period: .periodic
        case .event: .event
        }
    }
}

/// One cell of a form.
public struct ReportValue: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        /// An integer in the element's smallest unit.
        case integer = 0
        /// Days since 1970-01-01 in the catalogue's time zone.
        case day = 1
        /// Seconds since 1970-01-01T00:00:00Z.
        case instant = 2
    }

    /// The element's id in the catalogue.
    public var element: UInt32
    /// Ids of the options that a return's cell is disaggregated by, ascending; empty for events.
    public var options: [UInt32]
    public var kind: Kind
    public var value: Int64

    public init(element: UInt32, options: [UInt32] = [], kind: Kind = .integer, value: Int64) {
        self.element = element
        self.options = options
        self.kind = kind
        self.value = value
    }
}
