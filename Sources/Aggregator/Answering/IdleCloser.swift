internal import NIOCore
internal import Wire

/// Ends a connection on which nothing has come or gone for too long, and says so. An answer that is under way is no idleness,
/// as long as the other side takes it.
final class IdleCloser: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let parting: PartingHandler

    init(_ parting: PartingHandler) { self.parting = parting }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is IdleStateHandler.IdleStateEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        parting.part(
            Failure(
                outcome: .timedOut,
                message:
                    "nothing came for too long: a hello is expected at once, and then a byte now and then"))
    }
}
