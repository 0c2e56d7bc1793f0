package import NIOCore
package import Wire

/// Bytes of a socket to frames. A header is judged as soon as it is there, before a byte of its body is awaited.
///
/// A class, because the connection raises `limits` once a hello was accepted; it stays on its event loop.
package final class FrameDecoder: NIOSingleStepByteToMessageDecoder {
    package typealias InboundOut = Frame

    package var limits: FrameHeader.Limits
    private var header: FrameHeader?

    package init(limits: FrameHeader.Limits) { self.limits = limits }

    package func decode(buffer: inout ByteBuffer) throws -> Frame? {
        if header == nil {
            header = try FrameHeader(reading: buffer.readableBytesUInt8Span, limits: limits)
            guard header != nil else { return nil }
            buffer.moveReaderIndex(forwardBy: FrameHeader.byteCount)
        }
        guard let header, let body = buffer.readBytes(length: header.bodyBytes) else { return nil }
        self.header = nil
        return try Frame(header: header, body: body)
    }

    package func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> Frame? {
        if let frame = try decode(buffer: &buffer) { return frame }
        guard !seenEOF || (buffer.readableBytes == 0 && header == nil) else { throw WireError.truncated }
        return nil
    }
}

/// Frames to the bytes of a socket.
package struct FrameEncoder: MessageToByteEncoder {
    package typealias OutboundIn = Frame

    package init() {}

    package func encode(data: Frame, out: inout ByteBuffer) throws { out.writeBytes(data.bytes) }
}
