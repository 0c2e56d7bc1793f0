/// A follower asks for the journal from behind a position.
public struct Follow: Equatable, Sendable {
    /// Under which the collector lists it; retention waits for every named follower.
    public var name: String
    /// What it has; nil: nothing of this collector's journal, send from the oldest entry.
    public var mark: ChainMark?

    public init(name: String, mark: ChainMark?) {
        self.name = name
        self.mark = mark
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.text(1, name)
        if let mark { fields.chainMark(2, mark) }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...2)
        name = try fields.requiredText(1, "follower's name")
        mark = try fields.bytes(2).map { bytes throws(WireError) in try ChainMark(fields: bytes) }
    }
}

/// The answer to a follow: where the entries begin.
public struct Following: Equatable, Sendable {
    public var journal: JournalID
    /// The position of the next entry that will be sent.
    public var nextPosition: UInt64
    public var headPosition: UInt64
    /// False: the follower's mark is not of this journal as it is now; it reads again from the oldest entry kept.
    public var continues: Bool

    public init(journal: JournalID, nextPosition: UInt64, headPosition: UInt64, continues: Bool) {
        self.journal = journal
        self.nextPosition = nextPosition
        self.headPosition = headPosition
        self.continues = continues
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.journal(1, journal)
        fields.varint(2, nextPosition)
        fields.varint(3, headPosition)
        fields.varint(4, continues ? 1 : 0)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...4)
        journal = try fields.required(try fields.journal(1), 1, "journal")
        nextPosition = try fields.required(try fields.varint(2), 2, "next position")
        headPosition = try fields.required(try fields.varint(3), 3, "head position")
        let flag = try fields.required(try fields.varint(4), 4, "continues")
        guard flag <= 1 else { throw .badValue(what: "continues", value: Int64(truncatingIfNeeded: flag)) }
        continues = flag == 1
    }
}

/// What the follower has made safe on its side; sent now and then.
public struct Progress: Equatable, Sendable {
    /// Covered by the follower's own fsync.
    public var durablePosition: UInt64
    /// Covered by its last backup.
    public var backedUpPosition: UInt64

    public init(durablePosition: UInt64, backedUpPosition: UInt64) {
        self.durablePosition = durablePosition
        self.backedUpPosition = backedUpPosition
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, durablePosition)
        fields.varint(2, backedUpPosition)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...2)
        durablePosition = try fields.required(try fields.varint(1), 1, "durable position")
        backedUpPosition = try fields.required(try fields.varint(2), 2, "backed-up position")
    }
}
