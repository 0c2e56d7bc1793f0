internal import NIOCore
internal import Wire

/// Ends a connection on which nothing has come for too long, and says so.
final class IdleCloser: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        let failure = Failure(outcome: .timedOut, message: "nothing came for longer than the welcome permits")
        let bytes = Frame(.goAway, GoAway(failure).body).bytes
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        context.close(promise: nil)
    }
}
