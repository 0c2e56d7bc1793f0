internal import Journal
package import Wire

/// One connection's conversation, without I/O: events go in, actions come out, and a driver carries them out.
///
/// It owns what is permitted when, what is unanswered, and every deadline. It does not own bytes, sockets, the journal
/// or the catalogue; what it needs of them it asks for by an action and is told by an event. Times are durations since
/// the service started.
package struct Session: ~Copyable {
    private enum Phase: Equatable {
        case awaitingHello
        /// The journal is being asked about the hello.
        case greeting(Hello)
        case sender(SenderRole)
        case follower(FollowerRole)
        case asker
        /// Something final was said. What of the sender is still being judged or journaled is kept in memory until that
        /// is done, so its bytes count until then.
        case closed(SenderRole?)
    }

    private let context: SessionContext
    private var phase = Phase.awaitingHello
    private var clock: SessionClock
    private var frames: UInt64 = 0
    private var isDraining = false
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

    private mutating func end(_ failure: Failure) -> [SessionAction] {
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
            return end(.catalogueConflict(theirs: hello.catalogue, ours: ours))
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

    // MARK: Batches

    /// A batch was judged. Judgements come in the order of their batches.
    package mutating func judged(_ judgement: Judgement, clockMilliseconds: Int64) -> [SessionAction] {
        switch exchange(&phase, with: .closed(nil)) {
        case .sender(var sender):
            do throws(Failure) {
                let actions = try sender.judged(
                    judgement, frame: frames, clockMilliseconds: clockMilliseconds)
                return answered(sender, actions)
            } catch {
                phase = .closed(sender)
                return [.goAway(error)]
            }
        case .closed(var sender?):
            sender.dropped(judgement)
            phase = .closed(sender)
        case let other: phase = other
        }
        return []
    }

    /// The batch is on disk at the mark, or was not stored for a reason that passes.
    package mutating func journaled(
        _ number: UInt64, _ result: Result<ChainMark, Failure>, clockMilliseconds: Int64
    ) -> [SessionAction] {
        switch exchange(&phase, with: .closed(nil)) {
        case .sender(var sender):
            let actions = sender.journaled(number, result, clockMilliseconds: clockMilliseconds)
            return answered(sender, actions)
        case .closed(var sender?):
            _ = sender.journaled(number, result, clockMilliseconds: clockMilliseconds)
            phase = .closed(sender)
        case let other: phase = other
        }
        return []
    }

    private mutating func answered(_ sender: SenderRole, _ actions: [SessionAction]) -> [SessionAction] {
        phase = .sender(sender)
        return isDraining && !sender.hasUnanswered ? actions + end(.draining) : actions
    }

    // MARK: Followers

    private mutating func received(
        _ frame: Frame, _ type: FrameType, from follower: FollowerRole
    ) throws(WireError) -> [SessionAction] {
        var follower = follower
        let message: FollowerRole.Message
        switch (type, follower.hasFollowed) {
        case (.follow, false): message = .follow(try Follow(body: frame.body.span))
        case (.progress, true): message = .progress(try Progress(body: frame.body.span))
        default: return end(.unexpected(type, role: .follower))
        }
        do throws(Failure) {
            let actions = try follower.received(message)
            phase = .follower(follower)
            return actions
        } catch {
            return end(error)
        }
    }

    /// Where the follower goes on. `isListed`: its name is known here, or there is room for another.
    package mutating func positioned(_ following: Following, isListed: Bool) -> [SessionAction] {
        guard case .follower(var follower) = phase else { return [] }
        guard isListed else { return end(.followers(context.limits.followers)) }
        let actions = follower.positioned(following)
        phase = .follower(follower)
        return actions
    }

    /// The follower was sent the entries up to this position.
    package mutating func streamed(through position: UInt64) {
        guard case .follower(var follower) = phase else { return }
        follower.streamed(through: position)
        phase = .follower(follower)
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
        return end(.draining)
    }

    /// The service refuses the connection as such.
    package mutating func refuse(_ failure: Failure) -> [SessionAction] { end(failure) }

    /// The connection is gone.
    package mutating func disconnected() { close() }
}
