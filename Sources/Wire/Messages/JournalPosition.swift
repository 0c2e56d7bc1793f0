/// A collector's journal is known by 16 random bytes, drawn when it is made.
public struct JournalID: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension JournalID: CustomStringConvertible {
    /// 32 lower-case hexadecimal digits.
    public var description: String {
        let digits = EventID(high: high, low: low).description
        return digits.filter { $0 != "-" }
    }

    /// Reads what `description` writes.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }
}

/// How far a journal has come, or has been read: entries are numbered from 1 without gaps; 0 is before the first.
public struct JournalPosition: Hashable, Sendable {
    public var journal: JournalID
    public var position: UInt64

    public init(journal: JournalID, position: UInt64) {
        self.journal = journal
        self.position = position
    }
}

extension JournalPosition: CustomStringConvertible {
    /// `JOURNAL:POSITION`.
    public var description: String { "\(journal):\(position)" }

    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let journal = JournalID(String(parts[0])), let position = UInt64(parts[1])
        else {
            return nil
        }
        self.init(journal: journal, position: position)
    }
}

/// A position and the digest of everything up to it: proves that two journals are the same so far.
public struct ChainMark: Hashable, Sendable {
    public static let digestBytes = 32

    public var at: JournalPosition
    /// SHA-256, chained over the entries; 32 bytes.
    public var digest: [UInt8]

    public init(at: JournalPosition, digest: [UInt8]) {
        self.at = at
        self.digest = digest
    }
}

extension FieldWriter {
    mutating func journal(_ number: UInt64, _ journal: JournalID) {
        var payload: [UInt8] = []
        payload.appendInteger(journal.high)
        payload.appendInteger(journal.low)
        field(number, payload)
    }

    /// Nested: 1 journal, 2 position.
    mutating func journalPosition(_ number: UInt64, _ position: JournalPosition) {
        nested(number) { inner in
            inner.journal(1, position.journal)
            inner.varint(2, position.position)
        }
    }

    /// Nested: 1 journal, 2 position, 3 digest.
    mutating func chainMark(_ number: UInt64, _ mark: ChainMark) {
        nested(number) { inner in
            inner.journal(1, mark.at.journal)
            inner.varint(2, mark.at.position)
            inner.field(3, mark.digest)
        }
    }
}

extension FieldReader {
    func journal(_ number: UInt64) throws(WireError) -> JournalID? {
        guard let bytes = try bytes(number, count: 16, "journal id length") else { return nil }
        var position = 0
        return JournalID(
            high: try bytes.span.integer(at: &position), low: try bytes.span.integer(at: &position))
    }
}

extension JournalPosition {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...2)
        self.init(
            journal: try fields.required(try fields.journal(1), 1, "journal"),
            position: try fields.required(try fields.varint(2), 2, "position"))
    }
}

extension ChainMark {
    init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...3)
        let at = JournalPosition(
            journal: try fields.required(try fields.journal(1), 1, "journal"),
            position: try fields.required(try fields.varint(2), 2, "position"))
        let digest = try fields.bytes(3, count: Self.digestBytes, "digest length")
        self.init(at: at, digest: try fields.required(digest, 3, "digest"))
    }
}
