/// Writes the fields of a message: number × 2 + (1 if critical) as a varint, the length as a varint, the payload.
public struct FieldWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// Fields are written in ascending order of their numbers; a field may repeat where its message says so.
    public mutating func field(_ number: UInt64, critical: Bool = false, _ payload: [UInt8]) {
        bytes.appendVarint(number << 1 | (critical ? 1 : 0))
        bytes.appendPrefixed(payload)
    }

    public mutating func varint(_ number: UInt64, _ value: UInt64) {
        var payload: [UInt8] = []
        payload.appendVarint(value)
        field(number, payload)
    }

    public mutating func zigzag(_ number: UInt64, _ value: Int64) {
        var payload: [UInt8] = []
        payload.appendZigzag(value)
        field(number, payload)
    }

    public mutating func text(_ number: UInt64, _ value: String) { field(number, Array(value.utf8)) }

    /// Nothing is written for an empty text: absent and empty mean the same in every message.
    public mutating func text(_ number: UInt64, unlessEmpty value: String) {
        if !value.isEmpty { text(number, value) }
    }

    public mutating func nested(
        _ number: UInt64, critical: Bool = false, _ write: (inout FieldWriter) -> Void
    ) {
        var inner = FieldWriter()
        write(&inner)
        field(number, critical: critical, inner.bytes)
    }
}
