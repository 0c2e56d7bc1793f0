/// The fields of one message, by number. Unknown optional fields are skipped, an unknown critical one is an error.
///
/// Reading takes a message's bytes apart once and hands out copies of the payloads: messages are small, and what is
/// big in them (an entry's body, a column of a result) is copied once.
public struct FieldReader: Sendable {
    private let payloads: [(number: UInt64, bytes: [UInt8])]

    /// - Parameter known: the numbers that this message has; those in `repeated` may stand several times.
    public init(
        _ body: Span<UInt8>, known: ClosedRange<UInt64>, repeated: Set<UInt64> = []
    ) throws(WireError) {
        var payloads: [(UInt64, [UInt8])] = []
        var position = 0
        var last: UInt64 = 0
        while position < body.count {
            let key = try body.varint(at: &position)
            let payload = try body.prefixed(at: &position)
            let number = key >> 1
            guard known.contains(number) else {
                if key & 1 == 1 { throw .unknownCriticalField(number: number) }
                continue
            }
            guard number >= last else { throw .unordered(what: "field numbers") }
            guard number != last || repeated.contains(number) else { throw .repeatedField(number: number) }
            last = number
            payloads.append((number, body.bytes(payload)))
        }
        self.payloads = payloads
    }

    public func all(_ number: UInt64) -> [[UInt8]] { payloads.filter { $0.number == number }.map(\.bytes) }

    public func bytes(_ number: UInt64) -> [UInt8]? { payloads.first { $0.number == number }?.bytes }

    /// Exactly `count` bytes, such as a digest; nil where the field is absent.
    public func bytes(_ number: UInt64, count: Int, _ what: StaticString) throws(WireError) -> [UInt8]? {
        guard let bytes = bytes(number) else { return nil }
        guard bytes.count == count else { throw .badValue(what: what, value: Int64(bytes.count)) }
        return bytes
    }

    public func text(_ number: UInt64) throws(WireError) -> String {
        guard let bytes = bytes(number) else { return "" }
        return try bytes.span.text(0..<bytes.count)
    }

    /// A text that the message cannot do without; it may be empty all the same.
    public func requiredText(_ number: UInt64, _ what: StaticString) throws(WireError) -> String {
        guard bytes(number) != nil else { throw .missingField(what: what, number: number) }
        return try text(number)
    }

    public func texts(_ number: UInt64) throws(WireError) -> [String] {
        var texts: [String] = []
        for bytes in all(number) { texts.append(try bytes.span.text(0..<bytes.count)) }
        return texts
    }

    public func varint(_ number: UInt64) throws(WireError) -> UInt64? {
        guard let bytes = bytes(number) else { return nil }
        var position = 0
        let value = try bytes.span.varint(at: &position)
        try bytes.span.expectEnd(at: position)
        return value
    }

    public func zigzag(_ number: UInt64) throws(WireError) -> Int64? {
        guard let raw = try varint(number) else { return nil }
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    /// A field that the message cannot do without.
    public func required<Value>(
        _ value: Value?, _ number: UInt64, _ what: StaticString
    ) throws(WireError) -> Value {
        guard let value else { throw .missingField(what: what, number: number) }
        return value
    }
}
