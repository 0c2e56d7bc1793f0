internal import NIOCore
internal import Wire

/// Says goodbye so that it is read: what the other side still sends is thrown away for a moment, because closing a socket
/// with unread bytes takes back what was sent last. Stands next to the socket.
final class PartingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let linger = TimeAmount.seconds(1)

    private var context: ChannelHandlerContext?
    private var isParting = false

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !isParting { context.fireChannelRead(data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Nobody else asks for more any more.
        if isParting { context.read() } else { context.fireChannelReadComplete() }
    }

    /// On the event loop. The channel closes when the other side has closed, or after a moment.
    func part(_ failure: Failure) {
        guard let context, !isParting else { return }
        isParting = true
        let bytes = context.channel.allocator.buffer(bytes: Frame(.goAway, GoAway(failure).body).bytes)
        let this = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in
            this.value.context?.close(mode: .output, promise: nil)
        }
        context.read()
        context.eventLoop.scheduleTask(in: Self.linger) { this.value.context?.close(promise: nil) }
    }
}
