import NIOCore
import NIOPosix
import Testing
import Wire

/// A client that writes any bytes and reads frames.
final class RawClient {
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

    init(port: Int) async throws {
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

    /// Connected and welcomed.
    static func greeted(_ port: Int, _ role: Hello.Role, known: [ChainMark] = []) async throws -> RawClient {
        let client = try await RawClient(port: port)
        client.send(Frame(.hello, try Samples.hello(role, known: known).body))
        let welcome = try await client.next()
        #expect(welcome?.type == .welcome)
        return client
    }

    func send(_ bytes: [UInt8]) { channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    func send(_ frame: Frame) { send(frame.bytes) }

    func close() { channel.close(promise: nil) }

    /// The next frame; nil once the collector has closed.
    func next() async throws -> Frame? {
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

    func ack() async throws -> Ack {
        let frame = try #require(try await next())
        try #require(frame.type == .ack, "\(frame.type)")
        return try Ack(body: frame.body.span)
    }

    /// The goodbye, and that nothing comes behind it.
    func goAway() async throws -> Failure {
        let frame = try #require(try await next())
        try #require(frame.type == .goAway, "\(frame.type)")
        #expect(try await next() == nil)
        return try GoAway(body: frame.body.span).failure
    }

    func entry() async throws -> Entry {
        let frame = try #require(try await next())
        try #require(frame.type == .entry, "\(frame.type)")
        return try Entry(body: frame.body.span)
    }

    func status() async throws -> [String: StatusReport.Value] {
        send(Frame(.status))
        let frame = try #require(try await next())
        try #require(frame.type == .status, "\(frame.type)")
        let items = try StatusReport(body: frame.body.span).items
        return Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
