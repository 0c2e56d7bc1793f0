import NIOCore
import NIOPosix
import Transport
import Wire

/// A service that answers each frame with those of a script, and closes once the script is over.
enum ScriptedService {
    /// - Parameter replies: what the first frame (the hello) is answered with, then the second, and so on.
    /// - Returns: what `body` returns, and every frame that came.
    static func with<Result: Sendable>(
        _ replies: [[Frame]], _ body: (Endpoint) async throws -> Result
    ) async throws -> (result: Result, received: [Frame]) {
        let (frames, received) = AsyncStream.makeStream(of: Frame.self)
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let limits = FrameHeader.Limits(bodyBytes: 1 << 20, inflatedBytes: 1 << 20)
                    try channel.pipeline.syncOperations.addHandlers(
                        ByteToMessageHandler(FrameDecoder(limits: limits)),
                        MessageToByteHandler(FrameEncoder()), Script(replies, received))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result
        do {
            result = try await body(
                Endpoint(host: "127.0.0.1", port: listener.localAddress?.port ?? 0))
        } catch {
            try await listener.close()
            throw error
        }
        try await listener.close()
        received.finish()
        return (result, await frames.reduce(into: []) { $0.append($1) })
    }

    private final class Script: ChannelInboundHandler {
        typealias InboundIn = Frame
        typealias OutboundOut = Frame
        private var replies: ArraySlice<[Frame]>
        private let received: AsyncStream<Frame>.Continuation

        init(_ replies: [[Frame]], _ received: AsyncStream<Frame>.Continuation) {
            self.replies = replies[...]
            self.received = received
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.yield(unwrapInboundIn(data))
            for frame in replies.popFirst() ?? [] { context.write(wrapOutboundOut(frame), promise: nil) }
            context.flush()
            if replies.isEmpty { context.close(promise: nil) }
        }
    }
}
