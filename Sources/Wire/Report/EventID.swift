/// What tells one happening from another: 16 bytes, compared as bytes.
public struct EventID: Hashable, Sendable {
    /// The first eight bytes, big-endian. Our own clients draw them at random when the process starts.
    public let high: UInt64
    /// The last eight bytes, big-endian. Our own clients count here.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }
}

extension EventID: Comparable {
    public static func < (left: EventID, right: EventID) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension EventID: CustomStringConvertible {
    /// 8-4-4-4-12 lower-case hexadecimal digits, as UUIDs are written.
    public var description: String {
        var text = [UInt8]()
        text.reserveCapacity(36)
        for index in 0..<16 {
            let byte = UInt8(truncatingIfNeeded: (index < 8 ? high : low) >> UInt64(56 - 8 * (index % 8)))
            if [4, 6, 8, 10].contains(index) { text.append(0x2D) }
            for digit in [byte >> 4, byte & 15] { text.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension EventID {
    /// A UUID as it is written: 36 characters, hyphens in their places, either case. `nil` for anything else.
    public init?(uuid text: String) { self.init(uuid: text.utf8.span) }

    public init?(uuid text: Span<UInt8>) {
        guard text.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        for index in text.indices {
            let byte = text[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == 0x2D else { return nil }
                continue
            }
            guard let digit = Self.hexadecimal(byte) else { return nil }
            if index < 18 { high = high &<< 4 | digit } else { low = low &<< 4 | digit }
        }
        self.init(high: high, low: low)
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x41...0x46: UInt64(byte - 0x37)
        case 0x61...0x66: UInt64(byte - 0x57)
        default: nil
        }
    }
}
