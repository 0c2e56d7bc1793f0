/// A whole frame: what was sent, not yet inflated.
public struct Frame: Equatable, Sendable {
    public let type: FrameType
    public let isCompressed: Bool
    public let inflatedBytes: Int
    /// As it travels.
    public let body: [UInt8]

    /// A frame whose body is not compressed.
    public init(_ type: FrameType, _ body: [UInt8] = []) {
        self.type = type
        self.isCompressed = false
        self.inflatedBytes = body.count
        self.body = body
    }

    /// A frame whose body is compressed if that makes it shorter.
    public init(_ type: FrameType, _ plain: [UInt8], deflater: inout Deflater) {
        let packed = deflater.deflate(plain.span)
        guard packed.count < plain.count else {
            self.init(type, plain)
            return
        }
        self.init(type: type, isCompressed: true, inflatedBytes: plain.count, body: packed)
    }

    init(type: FrameType, isCompressed: Bool, inflatedBytes: Int, body: [UInt8]) {
        self.type = type
        self.isCompressed = isCompressed
        self.inflatedBytes = inflatedBytes
        self.body = body
    }

    /// The frame that a header announced, its body's checksum verified.
    public init(header: FrameHeader, body: [UInt8]) throws(WireError) {
        guard Checksum.crc32(body.span) == header.bodyChecksum else { throw .badChecksum(header: false) }
        self.init(
            type: header.type, isCompressed: header.isCompressed, inflatedBytes: header.inflatedBytes,
            body: body)
    }

    /// Header and body.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(FrameHeader.byteCount + body.count)
        bytes.append(contentsOf: FrameHeader.magic)
        bytes.append(FrameHeader.protocolVersion)
        bytes.append(type.rawValue)
        bytes.appendInteger(isCompressed ? FrameHeader.compressedFlag : 0)
        bytes.appendInteger(UInt32(body.count))
        bytes.appendInteger(UInt32(inflatedBytes))
        bytes.appendInteger(Checksum.crc32(body.span))
        bytes.appendInteger(Checksum.crc32(bytes.span))
        bytes.append(contentsOf: body)
        return bytes
    }

    /// The body, inflated where it was compressed. The header's limits have been checked.
    public func plainBody(_ inflater: inout Inflater) throws(WireError) -> [UInt8] {
        isCompressed ? try inflater.inflate(body.span, length: inflatedBytes) : body
    }
}
