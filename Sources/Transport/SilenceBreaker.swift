internal import NIOCore

/// Ends whoever waits for a service that says nothing any more.
final class SilenceBreaker: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let endpoint: Endpoint

    init(_ endpoint: Endpoint) { self.endpoint = endpoint }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        context.fireErrorCaught(ConnectionError.silent(endpoint))
    }
}
