/// One entry of a journal, as it is stored and as a follower gets it.
public struct Entry: Equatable, Sendable {
    /// What the digest is chained over: the bytes of an `EntryContent`.
    public var content: [UInt8]
    /// SHA-256 of the digest before it (32 zeros before the first) followed by `content`.
    public var digest: [UInt8]
    /// The journal's newest position when this entry was sent.
    public var headPosition: UInt64

    public init(content: [UInt8], digest: [UInt8], headPosition: UInt64) {
        self.content = content
        self.digest = digest
        self.headPosition = headPosition
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.field(1, content)
        fields.field(2, digest)
        fields.varint(3, headPosition)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...3)
        content = try fields.required(fields.bytes(1), 1, "content")
        let digest = try fields.bytes(2, count: ChainMark.digestBytes, "digest length")
        self.digest = try fields.required(digest, 2, "digest")
        headPosition = try fields.required(try fields.varint(3), 3, "head position")
    }
}

/// A batch with what the collector knows of it. The batch's body stays as its client compressed it.
public struct EntryContent: Equatable, Sendable {
    /// From 1, without gaps.
    public var position: UInt64
    /// The client id of the hello; 16 bytes.
    public var sender: [UInt8]
    /// The collector's clock.
    public var receivedAtMilliseconds: Int64
    /// The collector's catalogue, by which it refused.
    public var catalogueVersion: UInt64
    /// Index and code of each report that was not accepted, ascending by index. Whoever follows obeys and does not
    /// judge again.
    public var refusals: [Refusal]
    public var batch: Frame

    public init(
        position: UInt64, sender: [UInt8], receivedAtMilliseconds: Int64, catalogueVersion: UInt64,
        refusals: [Refusal], batch: Frame
    ) {
        self.position = position
        self.sender = sender
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.catalogueVersion = catalogueVersion
        self.refusals = refusals
        self.batch = batch
    }

    public var bytes: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, position)
        fields.field(2, sender)
        fields.zigzag(3, receivedAtMilliseconds)
        fields.varint(4, catalogueVersion)
        for refusal in refusals {
            fields.nested(5) { inner in
                inner.varint(1, UInt64(refusal.index))
                inner.varint(2, UInt64(refusal.outcome.rawValue))
            }
        }
        if batch.isCompressed { fields.varint(6, UInt64(batch.inflatedBytes)) }
        fields.field(7, batch.body)
        return fields.bytes
    }

    public init(bytes: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(bytes, known: 1...7, repeated: [5])
        position = try fields.required(try fields.varint(1), 1, "position")
        sender = try fields.required(try fields.bytes(2, count: 16, "sender length"), 2, "sender")
        receivedAtMilliseconds = try fields.required(try fields.zigzag(3), 3, "received at")
        catalogueVersion = try fields.required(try fields.varint(4), 4, "catalogue version")
        refusals = try Refusal.ascending(fields.all(5))
        let body = try fields.required(fields.bytes(7), 7, "batch body")
        if let inflated = try fields.varint(6) {
            guard let inflatedBytes = Int(exactly: inflated) else {
                throw .badValue(what: "inflated length", value: Int64(truncatingIfNeeded: inflated))
            }
            batch = Frame(type: .batch, isCompressed: true, inflatedBytes: inflatedBytes, body: body)
        } else {
            batch = Frame(.batch, body)
        }
    }
}
