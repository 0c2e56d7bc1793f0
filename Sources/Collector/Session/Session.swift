internal import Journal
package import Wire

/// One connection's conversation, without I/O: events go in, actions come out, and a driver carries them out.
///
/// It owns what is permitted when, the numbers of batches, what is unanswered, and every deadline. It does not own
/// bytes, sockets, the journal or the catalogue; what it needs of them it asks for by an action and is told by an
/// event. Times are durations since the service started.
package struct Session: ~Copyable {
    private enum Phase: Equatable {
        case awaitingHello
        /// The journal is being asked about the hello.
        case greeting(Hello)
        case sender(Sender)
        case follower(Follower)
        case asker
        /// Something final was said.
        case closed
    }

    private struct Sender: Equatable {
        let clientID: [UInt8]
        var nextBatch: UInt64 = 1
        /// What was journaled or is about to be, by batch number.
        var outstanding: [UInt64: Outstanding] = [:]
        /// Batches that are being judged.
        var judging = 0
    }

    private struct Outstanding: Equatable {
        let refusals: [Refusal]
        let reports: Int
        let bytes: Int
    }

    private struct Follower: Equatable {
        /// Nil until it says follow.
        var follow: Follow?
        /// The last entry that it was sent, or had before.
        var sentThrough: UInt64?
    }

    private let context: SessionContext
    private var phase = Phase.awaitingHello
    private var clock: SessionClock
    private var frames: UInt64 = 0
    private var unansweredBytes = 0
    private var isDraining = false
    private var peerIsNewer = false

    package init(_ context: SessionContext, at now: Duration) {
        self.context = context
        clock = SessionClock(limits: context.limits, openedAt: now)
    }

    // MARK: What a driver may ask

    /// Bytes that came and are not answered, an unfinished frame among them.
    package var heldBytes: Int { unansweredBytes + clock.unfinishedBytes }
    /// False while too much is unanswered.
    package var mayRead: Bool { heldBytes < context.limits.unansweredBytes }
    package var frameBeganAt: Duration? { clock.frameBeganAt }
    package var isClosed: Bool { phase == .closed }
    /// True where an id that is not in the catalogue here may be in the peer's.
    package var peerCatalogueIsNewer: Bool { peerIsNewer }

    // MARK: Bytes and frames

    package mutating func arrived(_ bytes: Int, at now: Duration) {
        if phase != .closed { clock.arrived(bytes, at: now) }
    }

    /// A whole frame came; all but batches are handed over inflated. `wireBytes` is what it took on the wire.
    package mutating func received(_ frame: Frame, wireBytes: Int, at now: Duration) -> [SessionAction] {
        guard phase != .closed, !isDraining else { return [] }
        frames += 1
        clock.frameEnded(wireBytes, at: now)
        switch frame.type {
        case .ping where phase != .awaitingHello: return [.pong]
        case .pong where phase != .awaitingHello: return []
        case .goAway:
            phase = .closed
            return [.close]
        default: break
        }
        do throws(WireError) {
            return try receivedMessage(frame, wireBytes: wireBytes)
        } catch {
            return end(.notUnderstood(error, frame: frames, what: "\(frame.type)"))
        }
    }

    /// What came is no frame.
    package mutating func broken(_ error: WireError) -> [SessionAction] {
        end(.notUnderstood(error, frame: frames + 1, what: ""))
    }

    private mutating func receivedMessage(
        _ frame: Frame, wireBytes: Int
    ) throws(WireError) -> [SessionAction] {
        switch phase {
        case .awaitingHello:
            guard frame.type == .hello else { return end(.helloExpected(frame.type)) }
            return received(try Hello(body: frame.body.span))
        case .sender(var sender):
            guard frame.type == .batch else { return status(frame.type, role: .sender) }
            sender.judging += 1
            phase = .sender(sender)
            unansweredBytes += wireBytes
            return [.judge(frame)]
        case .follower(let follower): return try received(frame, from: follower)
        case .asker: return status(frame.type, role: .operator)
        case .greeting(let hello): return end(.unexpected(frame.type, role: hello.role))
        case .closed: return []
        }
    }

    private mutating func status(_ type: FrameType, role: Hello.Role) -> [SessionAction] {
        type == .status ? [.answerStatus] : end(.unexpected(type, role: role))
    }

    private mutating func end(_ failure: Failure) -> [SessionAction] {
        guard phase != .closed else { return [] }
        phase = .closed
        unansweredBytes = 0
        clock = SessionClock(limits: context.limits, openedAt: clock.openedAt)
        return [.goAway(failure)]
    }
}

// MARK: - Hello

extension Session {
    private mutating func received(_ hello: Hello) -> [SessionAction] {
        guard hello.versions.contains(UInt64(FrameHeader.protocolVersion)) else {
            return end(.versions(hello.versions))
        }
        let ours = context.catalogue
        guard hello.catalogue.version != ours.version || hello.catalogue.digest == ours.digest else {
            return end(.catalogueConflict(theirs: hello.catalogue, ours: ours))
        }
        peerIsNewer = hello.catalogue.version > ours.version
        phase = .greeting(hello)
        return [.greet(hello)]
    }

    package mutating func greeted(_ greeting: Greeting) -> [SessionAction] {
        guard case .greeting(let hello) = phase else { return [] }
        switch hello.role {
        case .sender: phase = .sender(Sender(clientID: hello.clientID))
        case .follower: phase = .follower(Follower())
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
}

// MARK: - Batches

extension Session {
    /// A batch was judged. Judgements come in the order of their batches.
    package mutating func judged(_ judgement: Judgement, clockMilliseconds: Int64) -> [SessionAction] {
        guard case .sender(var sender) = phase else { return [] }
        sender.judging -= 1
        let bytes = FrameHeader.byteCount + judgement.frame.body.count
        switch judgement.verdict {
        case .broken(let error): return end(.notUnderstood(error, frame: frames, what: "batch \(sender.nextBatch)"))
        case .read(let number, _, _) where number != sender.nextBatch:
            return end(.batchNumber(number, expected: sender.nextBatch))
        case .read(let number, let reportCount, let refusals):
            sender.nextBatch += 1
            let batch = Outstanding(refusals: refusals, reports: reportCount, bytes: bytes)
            guard refusals.count < reportCount else {
                phase = .sender(sender)
                return answer(
                    number, .taken(mark: nil, refusals: refusals), batch, clockMilliseconds: clockMilliseconds)
            }
            sender.outstanding[number] = batch
            phase = .sender(sender)
            let entry = PendingEntry(
                sender: sender.clientID, receivedAtMilliseconds: judgement.receivedAtMilliseconds,
                catalogueVersion: context.catalogue.version, refusals: refusals, batch: judgement.frame)
            return [.journal(batch: number, entry: entry)]
        }
    }

    /// The batch is on disk at the mark, or was not stored for a reason that passes.
    package mutating func journaled(
        _ number: UInt64, _ result: Result<ChainMark, Failure>, clockMilliseconds: Int64
    ) -> [SessionAction] {
        guard case .sender(var sender) = phase, let batch = sender.outstanding.removeValue(forKey: number) else {
            return []
        }
        phase = .sender(sender)
        let answered: Ack.Result =
            switch result {
            case .success(let mark): .taken(mark: mark, refusals: batch.refusals)
            case .failure(let failure): .refused(failure)
            }
        return answer(number, answered, batch, clockMilliseconds: clockMilliseconds)
    }

    private mutating func answer(
        _ number: UInt64, _ result: Ack.Result, _ batch: Outstanding, clockMilliseconds: Int64
    ) -> [SessionAction] {
        unansweredBytes -= batch.bytes
        let ack = SessionAction.ack(
            Ack(batch: number, result: result, clockMilliseconds: clockMilliseconds), reports: batch.reports)
        return isDraining && !hasOutstanding ? [ack] + end(.draining) : [ack]
    }

    private var hasOutstanding: Bool {
        guard case .sender(let sender) = phase else { return false }
        return sender.judging > 0 || !sender.outstanding.isEmpty
    }
}

// MARK: - Followers

extension Session {
    private mutating func received(
        _ frame: Frame, from follower: Follower
    ) throws(WireError) -> [SessionAction] {
        switch (frame.type, follower.follow) {
        case (.follow, nil):
            let follow = try Follow(body: frame.body.span)
            let isPrintable = follow.name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            guard (1...64).contains(follow.name.utf8.count), isPrintable else {
                return end(.followerName(follow.name))
            }
            phase = .follower(Follower(follow: follow))
            return [.position(follow)]
        case (.progress, let follow?):
            let progress = try Progress(body: frame.body.span)
            let last = follower.sentThrough ?? 0
            guard max(progress.durablePosition, progress.backedUpPosition) <= last else {
                return end(.progress(progress, head: last))
            }
            return [.store(FollowerPosition(name: follow.name, progress: progress))]
        case (let type, _): return status(type, role: .follower)
        }
    }

    /// Where the follower goes on. `isListed`: its name is known here, or there is room for another.
    package mutating func positioned(_ following: Following, isListed: Bool) -> [SessionAction] {
        guard case .follower(var follower) = phase, follower.follow != nil else { return [] }
        guard isListed else { return end(.followers(context.limits.followers)) }
        follower.sentThrough = following.nextPosition - 1
        phase = .follower(follower)
        return [.following(following), .stream(from: following.nextPosition)]
    }

    /// The follower was sent the entries up to this position.
    package mutating func streamed(through position: UInt64) {
        guard case .follower(var follower) = phase else { return }
        follower.sentThrough = position
        phase = .follower(follower)
    }
}

// MARK: - Time

extension Session {
    package mutating func tick(at now: Duration) -> [SessionAction] {
        guard phase != .closed else { return [] }
        if phase == .awaitingHello, now - clock.openedAt > context.limits.helloDeadline {
            return end(.timedOut("no hello came within \(context.limits.helloDeadline)"))
        }
        if let failure = clock.verdict(at: now) { return end(failure) }
        return phase != .awaitingHello && clock.takePing(at: now) ? [.ping] : []
    }

    package mutating func sent(at now: Duration) { clock.sent(at: now) }
    package mutating func readingPaused(at now: Duration) { clock.readingPaused(at: now) }
    package mutating func readingResumed(at now: Duration) { clock.readingResumed(at: now) }
    package mutating func writable(_ isWritable: Bool, at now: Duration) { clock.writable(isWritable, at: now) }

    /// The service stops: what came is still answered, then everybody is told.
    package mutating func drain() -> [SessionAction] {
        guard phase != .closed, !isDraining else { return [] }
        isDraining = true
        return hasOutstanding ? [] : end(.draining)
    }

    /// The service refuses the connection as such.
    package mutating func refuse(_ failure: Failure) -> [SessionAction] { end(failure) }

    /// The connection is gone.
    package mutating func disconnected() { _ = end(.draining) }
}
