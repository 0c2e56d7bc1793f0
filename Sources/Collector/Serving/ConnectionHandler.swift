internal import Journal
internal import Logging
internal import NIOCore
internal import Transport
internal import Wire

/// Carries out what a connection's session asks for. It decides nothing but when to read.
final class ConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let parts: CollectorParts
    private let decoder = FrameDecoder(limits: .beforeHello)
    private let frames: NIOSingleStepByteToMessageProcessor<FrameDecoder>
    private let commits = CommitMailbox()
    private var session: Session
    private var context: ChannelHandlerContext?
    /// Its number among the connections; 0 before it is active.
    private var number: UInt64 = 0
    /// What the budget knows of this connection's bytes.
    private var heldBytes = 0
    private var wantsRead = false
    private var intake: BatchIntake?
    private var pump: EntryPump?
    private var ticks: RepeatedTask?

    /// Messages other than batches are short.
    private static let messageBytes = 64 << 10
    /// After a goodbye what still comes is thrown away for so long, so that the peer reads the goodbye: closing a
    /// socket with unread bytes would take it back.
    private static let linger = TimeAmount.seconds(1)
    /// Connections beyond the limit that may still be told so.
    private static let refusedAtOnce = 64

    init(_ parts: CollectorParts) {
        self.parts = parts
        frames = NIOSingleStepByteToMessageProcessor(decoder)
        session = Session(parts.context, at: parts.clock.uptime())
    }

    private var now: Duration { parts.clock.uptime() }

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
    private func settle() {
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
        guard frame.inflatedBytes <= Self.messageBytes else {
            throw .tooLarge(
                what: "inflated length of a message", value: UInt64(frame.inflatedBytes),
                limit: UInt64(Self.messageBytes))
        }
        guard frame.isCompressed else { return frame }
        var inflater = Inflater()
        return Frame(frame.type, try frame.plainBody(&inflater))
    }

    // MARK: Actions

    private func perform(_ actions: [SessionAction]) {
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

    private func send(_ type: FrameType, _ body: [UInt8], flush: Bool = false) {
        guard let context else { return }
        session.sent(at: now)
        context.write(
            wrapOutboundOut(context.channel.allocator.buffer(bytes: Frame(type, body).bytes)), promise: nil)
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
    private func asking(_ question: () throws(JournalError) -> [SessionAction]) {
        do throws(JournalError) {
            perform(try question())
        } catch {
            parts.broke(error)
        }
    }

    /// A way to call this handler from any thread; what comes after the connection is gone finds no context.
    private func loopCall(
        _ context: ChannelHandlerContext
    ) -> @Sendable (@escaping @Sendable (ConnectionHandler) -> Void) -> Void {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        return { call in eventLoop.execute { call(bound.value) } }
    }
}

// MARK: - Batches

extension ConnectionHandler {
    private func judge(_ frame: Frame) {
        guard let context else { return }
        let intake =
            self.intake
            ?? BatchIntake(
                BatchJudge(
                    parts.validator, reportLimit: parts.context.limits.reportsPerBatch,
                    peerCatalogueIsNewer: session.peerCatalogueIsNewer,
                    nowMilliseconds: parts.clock.wallMilliseconds),
                threads: parts.judging, eventLoop: context.eventLoop
            ) { [self] in judged($0) }
        self.intake = intake
        intake.take(frame)
    }

    private func judged(_ judgements: [Judgement]) {
        for judgement in judgements {
            perform(session.judged(judgement, clockMilliseconds: parts.clock.wallMilliseconds()))
        }
        settle()
        context?.flush()
    }

    private func store(_ batch: UInt64, _ entry: PendingEntry) {
        guard let context else { return }
        let run = loopCall(context)
        parts.writer.append(entry) { [commits] result in
            guard commits.put(.init(batch: batch, result: result)) else { return }
            run { $0.committed() }
        }
    }

    private func committed() {
        let clock = parts.clock.wallMilliseconds()
        for item in commits.takeAll() {
            perform(session.journaled(item.batch, item.result, clockMilliseconds: clock))
        }
        settle()
        context?.flush()
    }

    private func answer(_ ack: Ack, _ reports: Int) {
        if case .taken(_, let refusals) = ack.result {
            parts.tally.answered(accepted: reports - refusals.count, refused: refusals.count)
        }
        send(.ack, ack.body)
    }
}

// MARK: - Followers

extension ConnectionHandler {
    private func position(_ follow: Follow) {
        let known = parts.journal.followers
        let isListed =
            known.count < parts.context.limits.followers || known.contains { $0.name == follow.name }
        asking { () throws(JournalError) in
            session.positioned(
                try JournalLookup(journal: parts.journal).following(follow), isListed: isListed)
        }
    }

    private func stream(from next: UInt64) {
        guard let context else { return }
        pump = EntryPump(parts.journal, from: next, threads: parts.reading, eventLoop: context.eventLoop)
        let run = loopCall(context)
        parts.connections.follow(number) { run { $0.pumpEntries() } }
        pumpEntries()
    }

    private func pumpEntries() {
        guard let pump, let context, context.channel.isWritable, !session.isClosed else { return }
        pump.pump { [weak self] result in self?.deliver(result) }
    }

    private func deliver(_ result: Result<[StoredEntry], JournalError>) {
        switch result {
        case .failure(let error): parts.broke(error)
        case .success(let entries):
            guard !session.isClosed else { return }
            let head = parts.journal.extent.headPosition
            for entry in entries {
                send(
                    .entry, Entry(content: entry.content, digest: entry.digest, headPosition: head).body)
            }
            if let last = entries.last { session.streamed(through: last.position) }
            context?.flush()
            pumpEntries()
        }
    }
}
