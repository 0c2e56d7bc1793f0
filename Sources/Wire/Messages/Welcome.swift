/// The answer to a hello that was accepted.
public struct Welcome: Equatable, Sendable {
    public var version: UInt64
    public var catalogue: CatalogueMark
    /// The service's clock.
    public var clockMilliseconds: Int64
    public var limits: Limits
    /// A collector's journal; nil from an aggregator.
    public var journal: Journal?
    /// Journals of the hello that this service has, but with other contents at that position: a restored disk.
    /// Whoever kept what was acknowledged there sends it again.
    public var mismatched: [JournalID]
    public var software: String

    public struct Journal: Equatable, Sendable {
        public var id: JournalID
        /// The oldest entry still kept; 1 for a new journal.
        public var oldestPosition: UInt64
        /// The newest entry; 0 where there is none.
        public var headPosition: UInt64

        public init(id: JournalID, oldestPosition: UInt64, headPosition: UInt64) {
            self.id = id
            self.oldestPosition = oldestPosition
            self.headPosition = headPosition
        }
    }

    /// What this service takes from one connection.
    public struct Limits: Equatable, Sendable {
        public var bodyBytes: UInt64
        public var inflatedBytes: UInt64
        public var reportsPerBatch: UInt64
        /// Bytes of frames that are not yet answered; beyond it the service stops reading.
        public var unansweredBytes: UInt64
        /// A connection on which nothing comes for so long is closed.
        public var idleMilliseconds: UInt64

        public init(
            bodyBytes: UInt64, inflatedBytes: UInt64, reportsPerBatch: UInt64, unansweredBytes: UInt64,
            idleMilliseconds: UInt64
        ) {
            self.bodyBytes = bodyBytes
            self.inflatedBytes = inflatedBytes
            self.reportsPerBatch = reportsPerBatch
            self.unansweredBytes = unansweredBytes
            self.idleMilliseconds = idleMilliseconds
        }
    }

    public init(
        catalogue: CatalogueMark, clockMilliseconds: Int64, limits: Limits, journal: Journal? = nil,
        mismatched: [JournalID] = [], software: String = "", version: UInt64 = 1
    ) {
        self.version = version
        self.catalogue = catalogue
        self.clockMilliseconds = clockMilliseconds
        self.limits = limits
        self.journal = journal
        self.mismatched = mismatched
        self.software = software
    }
}

extension Welcome {
    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, version)
        fields.varint(2, catalogue.version)
        fields.field(3, catalogue.digest)
        fields.zigzag(4, clockMilliseconds)
        fields.nested(5) { inner in
            inner.varint(1, limits.bodyBytes)
            inner.varint(2, limits.inflatedBytes)
            inner.varint(3, limits.reportsPerBatch)
            inner.varint(4, limits.unansweredBytes)
            inner.varint(5, limits.idleMilliseconds)
        }
        if let journal {
            fields.nested(6) { inner in
                inner.journal(1, journal.id)
                inner.varint(2, journal.oldestPosition)
                inner.varint(3, journal.headPosition)
            }
        }
        for journal in mismatched { fields.journal(7, journal) }
        fields.text(8, unlessEmpty: software)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...8, repeated: [7])
        self.init(
            catalogue: try CatalogueMark(fields, version: 2, digest: 3),
            clockMilliseconds: try fields.required(try fields.zigzag(4), 4, "clock"),
            limits: try Limits(fields: try fields.required(fields.bytes(5), 5, "limits")),
            software: try fields.text(8), version: try fields.required(try fields.varint(1), 1, "version"))
        if let bytes = fields.bytes(6) { journal = try Journal(fields: bytes) }
        for bytes in fields.all(7) {
            guard bytes.count == 16 else {
                throw .badValue(what: "journal id length", value: Int64(bytes.count))
            }
            var position = 0
            mismatched.append(
                JournalID(
                    high: try bytes.span.integer(at: &position), low: try bytes.span.integer(at: &position)))
        }
    }
}

extension Welcome.Limits {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...5)
        self.init(
            bodyBytes: try fields.required(try fields.varint(1), 1, "body limit"),
            inflatedBytes: try fields.required(try fields.varint(2), 2, "inflated limit"),
            reportsPerBatch: try fields.required(try fields.varint(3), 3, "report limit"),
            unansweredBytes: try fields.required(try fields.varint(4), 4, "unanswered limit"),
            idleMilliseconds: try fields.required(try fields.varint(5), 5, "idle limit"))
    }
}

extension Welcome.Journal {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...3)
        self.init(
            id: try fields.required(try fields.journal(1), 1, "journal"),
            oldestPosition: try fields.required(try fields.varint(2), 2, "oldest position"),
            headPosition: try fields.required(try fields.varint(3), 3, "head position"))
    }
}
