/// The code of an organisation unit. It is the unit's own path: a unit's ancestors are prefixes of its code at the
/// catalogue's level lengths.
///
/// Any 1 to 16 bytes but zeros can travel; a code that is not `isWellFormed` costs its own report, not the batch.
/// Kept as its bytes, left-aligned in 128 bits and padded with zeros, so that comparing codes is comparing bytes.
public struct UnitCode: Hashable, Sendable {
    public static let maximumLength = 16

    private var bits: UInt128
    public let length: Int

    /// `nil` where a byte is zero or the length is not 1 to 16.
    public init?(bytes: Span<UInt8>) {
        guard (1...Self.maximumLength).contains(bytes.count) else { return nil }
        var bits: UInt128 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            guard byte != 0 else { return nil }
            bits |= UInt128(byte) &<< Self.shift(index)
        }
        self.bits = bits
        self.length = bytes.count
    }

    public init?(_ text: String) { self.init(bytes: text.utf8.span) }

    private init(bits: UInt128, length: Int) {
        self.bits = bits
        self.length = length
    }

    @inline(__always)
    private static func shift(_ index: Int) -> UInt128 { UInt128(truncatingIfNeeded: 120 &- 8 &* index) }

    /// True where every byte is one of `0-9A-Z`.
    public var isWellFormed: Bool {
        (0..<length).allSatisfy { index in
            (0x30...0x39).contains(self[index]) || (0x41...0x5A).contains(self[index])
        }
    }

    /// The byte at an index below `length`.
    public subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits &>> Self.shift(index)) }

    /// The first `count` bytes as a code; `nil` unless `count` is 1 to `length`.
    public func prefix(_ count: Int) -> UnitCode? {
        guard count >= 1, count <= length else { return nil }
        guard count < 16 else { return self }
        let mask = ~(UInt128.max &>> UInt128(truncatingIfNeeded: 8 &* count))
        return UnitCode(bits: bits & mask, length: count)
    }

    /// True for the code itself as well.
    public func hasPrefix(_ other: UnitCode) -> Bool { prefix(other.length) == other }

    public func append(to bytes: inout [UInt8]) {
        for index in 0..<length { bytes.append(self[index]) }
    }
}

extension UnitCode: Comparable {
    public static func < (left: UnitCode, right: UnitCode) -> Bool { left.bits < right.bits }
}

extension UnitCode: CustomStringConvertible {
    public var description: String {
        String(decoding: (0..<length).map { self[$0] }, as: UTF8.self)
    }
}
