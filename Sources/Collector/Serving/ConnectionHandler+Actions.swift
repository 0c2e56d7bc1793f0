internal import Journal
internal import Logging
internal import NIOCore
internal import Transport
internal import Wire

/// What a session asks for, carried out.
extension ConnectionHandler {
    /// After a goodbye what still comes is thrown away for so long, so that the peer reads the goodbye: closing a
    /// socket with unread bytes would take it back.
    private static let linger = TimeAmount.seconds(1)

    func perform(_ actions: [SessionAction]) {
        for action in actions { perform(action) }
    }

    private func perform(_ action: SessionAction) {
        switch action {
        case .welcome(let welcome):
            decoder.limits = parts.context.limits.frame
            send(.welcome, welcome.body)
        case .ack(let ack, let reports): answer(ack, reports)
        case .following(let following): send(.following, following.body)
        case .ping: send(.ping, [], flush: true)
        case .pong(let body): send(.pong, body)
        case .answerStatus: send(.status, StatusBoard(parts: parts).report.body)
        case .answerCatalogue: send(parts.catalogue)
        case .goAway(let failure): sayGoodbye(failure)
        case .close: context?.close(promise: nil)
        case .greet(let hello):
            asking { () throws(JournalError) in
                let clock = parts.clock.wallMilliseconds()
                return session.greeted(
                    try JournalLookup(journal: parts.journal).greeting(to: hello, clockMilliseconds: clock))
            }
        case .position(let follow): position(follow)
        case .judge(let frame): judge(frame)
        case .journal(let batch, let entry): store(batch, entry)
        case .store(let position): parts.writer.store(position)
        case .stream(let next): stream(from: next)
        }
    }

    func send(_ type: FrameType, _ body: [UInt8], flush: Bool = false) {
        send(Frame(type, body), flush: flush)
    }

    private func send(_ frame: Frame, flush: Bool = false) {
        guard let context else { return }
        session.sent(at: now)
        context.write(wrapOutboundOut(context.channel.allocator.buffer(bytes: frame.bytes)), promise: nil)
        if flush { context.flush() }
    }

    private func sayGoodbye(_ failure: Failure) {
        guard let context else { return }
        parts.logger.info("connection \(number) ends: \(failure.outcome): \(failure.message)")
        settle()
        parts.budget.leave(number)
        let bytes = context.channel.allocator.buffer(bytes: Frame(.goAway, GoAway(failure).body).bytes)
        let run = loopCall(context)
        context.writeAndFlush(wrapOutboundOut(bytes)).whenComplete { _ in
            run { $0.context?.close(mode: .output, promise: nil) }
        }
        context.eventLoop.scheduleTask(in: Self.linger) { run { $0.context?.close(promise: nil) } }
    }

    /// Runs what asks the journal; a journal that cannot be read ends the service.
    func asking(_ question: () throws(JournalError) -> [SessionAction]) {
        do throws(JournalError) {
            perform(try question())
        } catch {
            parts.broke(error)
        }
    }
}
