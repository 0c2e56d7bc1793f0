package import Wire

/// One connection's conversation, without I/O: events go in, actions come out, and a driver carries them out.
///
/// It owns what is permitted when, what is unanswered, and every deadline. It does not own bytes, sockets, the journal
/// or the catalogue; what it needs of them it asks for by an action and is told by an event. Times are durations since
/// the service started.
package struct Session: ~Copyable {
    let context: SessionContext
    var phase = SessionPhase.awaitingHello
    private var clock: SessionClock
    private(set) var frames: UInt64 = 0
    private(set) var isDraining = false
    /// True where an id that is not in the catalogue here may be in the peer's.
    package private(set) var peerCatalogueIsNewer = false
    /// In which refusals are said.
    package private(set) var languages = [Language.english]

    package init(_ context: SessionContext, at now: Duration) {
        self.context = context
        clock = SessionClock(limits: context.limits, openedAt: now)
    }

    /// Bytes that came and are not answered, an unfinished frame among them.
    package var heldBytes: Int {
        switch phase {
        case .closed(let sender): sender?.unansweredBytes ?? 0
        case .sender(let sender): sender.unansweredBytes + clock.unfinishedBytes
        default: clock.unfinishedBytes
        }
    }
    /// False while too much is unanswered.
    package var mayRead: Bool { heldBytes < context.limits.unansweredBytes }
    package var frameBeganAt: Duration? { clock.frameBeganAt }
    package var isClosed: Bool {
        if case .closed = phase { true } else { false }
    }

    // MARK: Bytes and frames

    package mutating func arrived(_ bytes: Int, at now: Duration) {
        if !isClosed { clock.arrived(bytes, at: now) }
    }

    /// A whole frame came; all but batches are handed over inflated. `wireBytes` is what it took on the wire.
    package mutating func received(_ frame: Frame, wireBytes: Int, at now: Duration) -> [SessionAction] {
        guard !isClosed, !isDraining else { return [] }
        frames += 1
        clock.frameEnded(wireBytes, at: now)
        do throws(WireError) {
            return try received(frame)
        } catch {
            return end(.notUnderstood(error, frame: frames, what: "\(frame.type)"))
        }
    }

    /// What came is no frame.
    package mutating func broken(_ error: WireError) -> [SessionAction] {
        end(.notUnderstood(error, frame: frames + 1, what: ""))
    }

    private mutating func received(_ frame: Frame) throws(WireError) -> [SessionAction] {
        switch (phase, frame.type) {
        case (.closed, _): return []
        case (_, .goAway):
            close()
            return [.close]
        case (.awaitingHello, .hello): return received(try Hello(body: frame.body.span))
        case (.awaitingHello, let type): return end(.helloExpected(type))
        case (.greeting(let hello), let type): return end(.unexpected(type, role: hello.role))
        case (_, .ping): return [.pong(try Ping(body: frame.body).body)]
        case (_, .pong): return []
        case (_, .status): return [.answerStatus]
        case (_, .catalogue): return [.answerCatalogue]
        case (.sender(var sender), .batch):
            phase = .closed(nil)  // else what the role holds would be copied with every change
            let actions = sender.received(frame)
            phase = .sender(sender)
            return actions
        case (.sender, let type): return end(.unexpected(type, role: .sender))
        case (.follower(let follower), let type): return try received(frame, type, from: follower)
        case (.asker, let type): return end(.unexpected(type, role: .operator))
        }
    }

    mutating func end(_ failure: Failure) -> [SessionAction] {
        guard !isClosed else { return [] }
        close()
        return [.goAway(failure)]
    }

    private mutating func close() {
        clock.frameLost()
        switch phase {
        case .closed: break
        case .sender(let sender): phase = .closed(sender)
        default: phase = .closed(nil)
        }
    }

    // MARK: Hello

    private mutating func received(_ hello: Hello) -> [SessionAction] {
        guard hello.versions.contains(UInt64(FrameHeader.protocolVersion)) else {
            return end(.versions(hello.versions))
        }
        let ours = context.catalogue
        guard hello.catalogue.version != ours.version || hello.catalogue.digest == ours.digest else {
            return end(.catalogueConflict(hello, ours: ours))
        }
        peerCatalogueIsNewer = hello.catalogue.version > ours.version
        languages = hello.messageLanguages
        phase = .greeting(hello)
        return [.greet(hello)]
    }

    package mutating func greeted(_ greeting: Greeting) -> [SessionAction] {
        guard case .greeting(let hello) = phase else { return [] }
        switch hello.role {
        case .sender:
            phase = .sender(
                SenderRole(clientID: hello.clientID, catalogueVersion: context.catalogue.version))
        case .follower: phase = .follower(FollowerRole())
        case .operator: phase = .asker
        }
        return [
            .welcome(
                Welcome(
                    catalogue: context.catalogue, clockMilliseconds: greeting.clockMilliseconds,
                    limits: context.limits.advertised, journal: greeting.journal,
                    mismatched: greeting.mismatched, software: context.software))
        ]
    }

    // MARK: Time

    package mutating func tick(at now: Duration) -> [SessionAction] {
        guard !isClosed else { return [] }
        if phase == .awaitingHello {
            guard now - clock.openedAt > context.limits.helloDeadline else { return [] }
            return end(.timedOut("no hello came within \(context.limits.helloDeadline)"))
        }
        if let failure = clock.verdict(at: now) { return end(failure) }
        return clock.takePing(at: now) ? [.ping] : []
    }

    package mutating func sent(at now: Duration) { clock.sent(at: now) }
    package mutating func readingPaused(at now: Duration) { clock.readingPaused(at: now) }
    package mutating func readingResumed(at now: Duration) { clock.readingResumed(at: now) }
    package mutating func writable(_ isWritable: Bool, at now: Duration) {
        clock.writable(isWritable, at: now)
    }

    /// The service stops: what came is still answered, then the peer is told.
    package mutating func drain() -> [SessionAction] {
        guard !isClosed, !isDraining else { return [] }
        isDraining = true
        if case .sender(let sender) = phase, sender.hasUnanswered { return [] }
        return end(.draining(languages))
    }

    /// The service refuses the connection as such.
    package mutating func refuse(_ failure: Failure) -> [SessionAction] { end(failure) }

    /// The connection is gone.
    package mutating func disconnected() { close() }
}
