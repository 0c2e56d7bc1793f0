internal import NIOCore
internal import NIOPosix
package import Wire

/// A client that writes any bytes and reads frames.
package final class RawClient {
    private let channel: any Channel
    private var chunks: AsyncStream<[UInt8]>.Iterator
    private var buffer: [UInt8] = []
    private static let limits = FrameHeader.Limits(bodyBytes: 64 << 20, inflatedBytes: 64 << 20)

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        let chunks: AsyncStream<[UInt8]>.Continuation
        init(_ chunks: AsyncStream<[UInt8]>.Continuation) { self.chunks = chunks }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            chunks.yield(Array(buffer: unwrapInboundIn(data)))
        }
        func channelInactive(context: ChannelHandlerContext) { chunks.finish() }
        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    package init(port: Int) async throws {
        let (stream, continuation) = AsyncStream.makeStream(of: [UInt8].self)
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reader(continuation))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        chunks = stream.makeAsyncIterator()
    }

    package func send(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    package func send(_ frame: Frame) { send(frame.bytes) }

    package func close() { channel.close(promise: nil) }

    /// The next frame; nil once the service has closed.
    package func next() async throws -> Frame? {
        while true {
            if let header = try FrameHeader(reading: buffer.span, limits: Self.limits),
                buffer.count >= FrameHeader.byteCount + header.bodyBytes
            {
                let end = FrameHeader.byteCount + header.bodyBytes
                defer { buffer.removeFirst(end) }
                return try Frame(header: header, body: Array(buffer[FrameHeader.byteCount..<end]))
            }
            guard let chunk = await chunks.next(isolation: #isolation) else { return nil }
            buffer += chunk
        }
    }
}
