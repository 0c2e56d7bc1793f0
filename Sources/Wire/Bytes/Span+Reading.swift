// A cursor moves over a lent span: measured to cost what an index into an array costs, and nothing is copied.
extension Span where Element == UInt8 {
    /// LEB128, little end first, at most 64 bits, in its shortest form.
    @inlinable
    public func varint(at position: inout Int) throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while position < count {
            let byte = self[position]
            position &+= 1
            value |= UInt64(byte & 0x7F) &<< shift
            if byte < 0x80 {
                guard shift < 63 || byte <= 1, byte != 0 || shift == 0 else { throw .overlong }
                return value
            }
            shift &+= 7
            guard shift < 64 else { throw .overlong }
        }
        throw .truncated
    }

    /// A signed integer: 0, -1, 1, -2… as the varints 0, 1, 2, 3…
    @inlinable
    public func zigzag(at position: inout Int) throws(WireError) -> Int64 {
        let raw = try varint(at: &position)
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    /// A fixed-width integer, big end first.
    @inlinable
    public func integer<Integer: FixedWidthInteger & UnsignedInteger>(
        at position: inout Int
    ) throws(WireError) -> Integer {
        let size = Integer.bitWidth / 8
        guard count - position >= size else { throw .truncated }
        var value: Integer = 0
        for index in 0..<size { value = value << 8 | Integer(truncatingIfNeeded: self[position &+ index]) }
        position &+= size
        return value
    }

    /// An element's, option's or data set's id: at most 32 bits.
    @inlinable
    public func id(at position: inout Int, _ what: StaticString) throws(WireError) -> UInt32 {
        let value = try varint(at: &position)
        guard value <= UInt64(UInt32.max) else {
            throw .badValue(what: what, value: Int64(bitPattern: value))
        }
        return UInt32(truncatingIfNeeded: value)
    }

    /// A count of things that take at least one byte each, so that no count can ask for more memory than bytes came.
    @inlinable
    public func count(at position: inout Int, _ what: StaticString) throws(WireError) -> Int {
        let value = try varint(at: &position)
        guard value <= UInt64(count - position) else { throw .truncated }
        return Int(truncatingIfNeeded: value)
    }

    /// Where a part with a length before it lies.
    @inlinable
    public func prefixed(at position: inout Int) throws(WireError) -> Range<Int> {
        let length = try count(at: &position, "length")
        defer { position += length }
        return position..<position + length
    }

    /// The bytes of a range, copied.
    public func bytes(_ range: Range<Int>) -> [UInt8] {
        let part = extracting(range)
        return [UInt8](capacity: part.count) { output in
            for index in part.indices { output.append(part[index]) }
        }
    }

    public func text(_ range: Range<Int>) throws(WireError) -> String {
        guard let text = try? UTF8Span(validating: extracting(range)) else { throw .badText }
        return String(copying: text)
    }

    public func expectEnd(at position: Int) throws(WireError) {
        guard position == count else { throw .trailing(count: count - position) }
    }
}
