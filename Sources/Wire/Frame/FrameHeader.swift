/// The 24 bytes before every body.
///
/// ```
///  0       4   5   6     8          12               16              20               24
///  | GRS1  | v | t | flg | body len | inflated len   | body CRC-32   | header CRC-32  |
/// ```
/// Integers are big-endian. The header is complete in itself: it is judged before a byte of the body is kept.
public struct FrameHeader: Equatable, Sendable {
    public static let byteCount = 24
    public static let protocolVersion: UInt8 = 1
    static let magic: [UInt8] = [0x47, 0x52, 0x53, 0x31]
    static let compressedFlag: UInt16 = 1

    public let type: FrameType
    public let isCompressed: Bool
    public let bodyBytes: Int
    /// Of the body once it is inflated; `bodyBytes` where it is not compressed.
    public let inflatedBytes: Int
    public let bodyChecksum: UInt32

    /// The longest body, as sent and inflated, that a receiver takes at this point of a connection.
    public struct Limits: Equatable, Sendable {
        public var bodyBytes: Int
        public var inflatedBytes: Int

        public init(bodyBytes: Int, inflatedBytes: Int) {
            self.bodyBytes = bodyBytes
            self.inflatedBytes = inflatedBytes
        }

        /// Before a hello was accepted: nobody who has not said who they are may ask for more memory.
        public static let beforeHello = Limits(bodyBytes: 4_096, inflatedBytes: 4_096)
    }

    /// The header at the start of `bytes`; nil while fewer than 24 have come and those that have may begin one.
    public init?(reading bytes: Span<UInt8>, limits: Limits) throws(WireError) {
        for index in 0..<min(bytes.count, 4) where bytes[index] != Self.magic[index] { throw .notGrassroots }
        guard bytes.count >= Self.byteCount else { return nil }
        var position = 20
        let headerChecksum: UInt32 = try bytes.integer(at: &position)
        guard headerChecksum == Checksum.crc32(bytes.extracting(0..<20)) else {
            throw .badChecksum(header: true)
        }
        guard bytes[4] == Self.protocolVersion else { throw .unsupportedVersion(bytes[4]) }
        guard let type = FrameType(rawValue: bytes[5]) else {
            throw .badValue(what: "frame type", value: Int64(bytes[5]))
        }
        position = 6
        let flags: UInt16 = try bytes.integer(at: &position)
        guard flags & ~Self.compressedFlag == 0 else {
            throw .badValue(what: "frame flags", value: Int64(flags))
        }
        let body: UInt32 = try bytes.integer(at: &position)
        let inflated: UInt32 = try bytes.integer(at: &position)
        guard Int(body) <= limits.bodyBytes else {
            throw .tooLarge(what: "body length", value: UInt64(body), limit: UInt64(limits.bodyBytes))
        }
        guard Int(inflated) <= limits.inflatedBytes else {
            throw .tooLarge(
                what: "inflated length", value: UInt64(inflated), limit: UInt64(limits.inflatedBytes))
        }
        isCompressed = flags & Self.compressedFlag != 0
        guard !isCompressed || type.mayBeCompressed else {
            throw .badValue(what: "compression flag of a frame of this type", value: Int64(bytes[5]))
        }
        guard isCompressed || body == inflated else {
            throw .badValue(what: "inflated length of an uncompressed body", value: Int64(inflated))
        }
        self.type = type
        bodyBytes = Int(body)
        inflatedBytes = Int(inflated)
        bodyChecksum = try bytes.integer(at: &position)
    }
}
