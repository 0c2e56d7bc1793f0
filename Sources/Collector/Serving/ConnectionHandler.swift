internal import Logging
internal import NIOCore
internal import Transport
internal import Wire

/// Carries out what a connection's session asks for. It decides nothing but when to read.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let parts: CollectorParts
    let decoder = FrameDecoder(limits: .beforeHello)
    private let frames: NIOSingleStepByteToMessageProcessor<FrameDecoder>
    let commits = CommitMailbox()
    var session: Session
    var context: ChannelHandlerContext?
    /// Its number among the connections; 0 before it is active.
    private(set) var number: UInt64 = 0
    /// What the budget knows of this connection's bytes.
    private var heldBytes = 0
    private var wantsRead = false
    var intake: BatchIntake?
    var pump: EntryPump?
    private var ticks: RepeatedTask?

    /// Connections beyond the limit that may still be told so.
    private static let refusedAtOnce = 64

    init(_ parts: CollectorParts) {
        self.parts = parts
        frames = NIOSingleStepByteToMessageProcessor(decoder)
        session = Session(parts.context, at: parts.clock.uptime())
    }

    var now: Duration { parts.clock.uptime() }

    // MARK: The channel's events

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        let run = loopCall(context)
        let joined = parts.connections.join(
            .init(
                drain: { run { $0.perform($0.session.drain()) } },
                close: { run { $0.context?.close(promise: nil) } }))
        number = joined.number
        let limit = parts.context.limits.connections
        if joined.count > limit + Self.refusedAtOnce {
            context.close(promise: nil)
        } else if joined.count > limit {
            perform(session.refuse(.tooManyConnections(limit)))
            context.flush()
        }
        ticks = context.eventLoop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            run { $0.perform($0.session.tick(at: $0.now)) }
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        ticks?.cancel()
        session.disconnected()
        parts.budget.leave(number)
        settle()
        intake = nil
        pump = nil
        parts.connections.leave(number)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !session.isClosed else { return }
        let buffer = unwrapInboundIn(data)
        session.arrived(buffer.readableBytes, at: now)
        do {
            try frames.process(buffer: buffer) { received($0) }
        } catch let error as WireError {
            perform(session.broken(error))
        } catch {
            context.close(promise: nil)
        }
        settle()
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        session.writable(context.channel.isWritable, at: now)
        readIfWanted()
        pumpEntries()
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        parts.logger.debug("connection \(number): \(error)")
        context.close(promise: nil)
    }

    // MARK: Reading

    func read(context: ChannelHandlerContext) {
        if mayRead(context) {
            context.read()
        } else {
            wantsRead = true
            session.readingPaused(at: now)
        }
    }

    private func readIfWanted() {
        guard wantsRead, let context, mayRead(context) else { return }
        wantsRead = false
        session.readingResumed(at: now)
        context.read()
    }

    /// What comes after a goodbye is not kept, so it may always be read.
    private func mayRead(_ context: ChannelHandlerContext) -> Bool {
        if session.isClosed { return true }
        guard session.mayRead, context.channel.isWritable else { return false }
        let run = loopCall(context)
        return parts.budget.mayRead(number, frameBeganAt: session.frameBeganAt) { run { $0.readIfWanted() } }
    }

    /// Tells the budget what this connection holds now, and reads on where that became possible.
    func settle() {
        let held = session.heldBytes
        if held != heldBytes { parts.budget.adjust(by: held - heldBytes) }
        heldBytes = held
        readIfWanted()
    }

    private func received(_ frame: Frame) {
        let wireBytes = frame.wireBytes
        parts.budget.frameEnded(number)
        do throws(WireError) {
            perform(session.received(try plain(frame), wireBytes: wireBytes, at: now))
        } catch {
            perform(session.broken(error))
        }
    }

    private func plain(_ frame: Frame) throws(WireError) -> Frame {
        guard frame.type != .batch else { return frame }
        let limit = parts.context.limits.messageBytes
        guard frame.inflatedBytes <= limit else {
            throw .tooLarge(
                what: "inflated length of a message", value: UInt64(frame.inflatedBytes), limit: UInt64(limit)
            )
        }
        guard frame.isCompressed else { return frame }
        var inflater = Inflater()
        return Frame(frame.type, try frame.plainBody(&inflater))
    }

    /// A way to call this handler from any thread; what comes after the connection is gone finds no context.
    func loopCall(
        _ context: ChannelHandlerContext
    ) -> @Sendable (@escaping @Sendable (ConnectionHandler) -> Void) -> Void {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        return { call in eventLoop.execute { call(bound.value) } }
    }
}
