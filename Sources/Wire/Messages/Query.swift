/// An operator's question. Codes are the catalogue's; whoever answers resolves them.
public struct Query: Hashable, Sendable {
    /// Codes of elements and indicators, at least one; a column (or several) of the result for each. Some answers are about
    /// forms instead, or about everything there is: `*`.
    public var items: [String]
    /// A unit's code: it and everything below it. Nil: everything the asker may see.
    public var unit: String?
    /// `unit:LEVEL`, a length of time such as `month`, or a category's code; the result's first columns, in this order.
    public var by: [String]
    /// Period ids, both inclusive; nil: all periods.
    public var periods: Periods?
    public var filters: [Filter]
    /// The answer must be true as of at least these positions.
    public var atLeast: [JournalPosition]
    /// How long to wait for `atLeast`.
    public var waitMilliseconds: UInt64
    /// What the answer is made into: `ranking`, `trend`, `missing`. Nil: a row for each cell.
    public var answer: String?
    /// The answer says how it was worked out, number by number.
    public var isExplained: Bool

    public struct Periods: Hashable, Sendable {
        public var first: String
        public var last: String
        public init(first: String, last: String) {
            self.first = first
            self.last = last
        }
    }

    public struct Filter: Hashable, Sendable {
        public var category: String
        public var option: String
        public init(category: String, option: String) {
            self.category = category
            self.option = option
        }
    }

    public init(
        items: [String], unit: String? = nil, by: [String] = [], periods: Periods? = nil,
        filters: [Filter] = [],
        atLeast: [JournalPosition] = [], waitMilliseconds: UInt64 = 0, answer: String? = nil,
        isExplained: Bool = false
    ) {
        self.items = items
        self.unit = unit
        self.by = by
        self.periods = periods
        self.filters = filters
        self.atLeast = atLeast
        self.waitMilliseconds = waitMilliseconds
        self.answer = answer
        self.isExplained = isExplained
    }
}

extension Query {
    public var body: [UInt8] {
        var fields = FieldWriter()
        for item in items { fields.text(1, item) }
        if let unit { fields.text(2, unit) }
        for dimension in by { fields.text(3, dimension) }
        if let periods {
            fields.text(4, periods.first)
            fields.text(5, periods.last)
        }
        for filter in filters {
            fields.nested(6) { inner in
                inner.text(1, filter.category)
                inner.text(2, filter.option)
            }
        }
        for position in atLeast { fields.journalPosition(7, position) }
        if waitMilliseconds > 0 { fields.varint(8, waitMilliseconds) }
        if let answer { fields.text(9, answer) }
        if isExplained { fields.varint(10, 1) }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...10, repeated: [1, 3, 6, 7])
        self.init(items: try fields.texts(1), by: try fields.texts(3))
        guard !items.isEmpty else { throw .missingField(what: "item", number: 1) }
        answer = fields.bytes(9) == nil ? nil : try fields.text(9)
        unit = fields.bytes(2) == nil ? nil : try fields.text(2)
        switch (fields.bytes(4), fields.bytes(5)) {
        case (nil, nil): break
        case (_, nil): throw .missingField(what: "last period", number: 5)
        case (nil, _): throw .missingField(what: "first period", number: 4)
        default: periods = Periods(first: try fields.text(4), last: try fields.text(5))
        }
        for bytes in fields.all(6) {
            let inner = try FieldReader(bytes.span, known: 1...2)
            filters.append(
                Filter(
                    category: try inner.requiredText(1, "category"),
                    option: try inner.requiredText(2, "option")))
        }
        for bytes in fields.all(7) { atLeast.append(try JournalPosition(fields: bytes)) }
        waitMilliseconds = try fields.varint(8) ?? 0
        isExplained = try fields.varint(10) ?? 0 != 0
    }
}
