extension [UInt8] {
    @inlinable
    public mutating func appendVarint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(truncatingIfNeeded: rest))
    }

    @inlinable
    public mutating func appendVarint(_ value: Int) { appendVarint(UInt64(value)) }

    @inlinable
    public mutating func appendZigzag(_ value: Int64) {
        appendVarint(UInt64(bitPattern: value << 1 ^ value >> 63))
    }

    /// Big end first.
    @inlinable
    public mutating func appendInteger<Integer: FixedWidthInteger & UnsignedInteger>(_ value: Integer) {
        for shift in stride(from: Integer.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> Integer(shift)))
        }
    }

    /// The length as a varint, then the bytes.
    public mutating func appendPrefixed(_ bytes: [UInt8]) {
        appendVarint(bytes.count)
        append(contentsOf: bytes)
    }
}
