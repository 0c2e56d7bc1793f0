internal import Catalogue
internal import Wire

extension Sender {
    /// Does what can be done now: send, connect, give up, finish.
    mutating func advance(_ now: Duration, _ actions: inout [Action]) {
        if ending == nil, !isIdle, now - lastProgress >= timeout {
            ending = .gaveUp(reason: isSilent(now) ? Self.silence.sentences(languages) : lastTrouble)
        }
        guard ending == nil else {
            end(&actions)
            return
        }
        leaveSilent(now, &actions)
        returnDelayed(now)
        send(now, &actions)
        connectIfNeeded(now, &actions)
        let isSplitting = actions.contains { if case .split = $0 { true } else { false } }
        guard isInputEnded, isIdle, !isSplitting, !isTakingBack else { return }
        if ungreeted.isEmpty { finish(.complete, &actions) } else { leave(now, &actions) }
    }

    /// The collector owes a word: a welcome, or an answer to what was sent.
    private func isSilent(_ now: Duration) -> Bool {
        let owes =
            switch link {
            case .none: false
            case .connecting: true
            case .open(let open): !open.unanswered.isEmpty
            }
        return owes && now - lastHeard >= min(Self.patience, timeout)
    }

    private static let silence = Names(
        chinese: "采集服务能连上但没有应答：可能已停滞或过载",
        english: "the collector takes connections but does not answer: it may be frozen or overloaded")

    /// Goes on with the next collector; where there is none it may still come to itself. One that is only to be greeted is
    /// not waited for.
    private mutating func leaveSilent(_ now: Duration, _ actions: inout [Action]) {
        guard isSilent(now), turns.hasOthers || isIdle else { return }
        actions.append(.disconnect)
        disconnected(Self.silence.sentences(languages), true, .zero, now, &actions)
    }

    private var isTakingBack: Bool {
        if case .open(let open) = link { open.isTakingBack } else { false }
    }

    /// Parts from a collector that has everything, to greet the next.
    private mutating func leave(_ now: Duration, _ actions: inout [Action]) {
        guard case .open = link else { return }
        link = .none
        actions.append(.disconnect)
        connectIfNeeded(now, &actions)
    }

    private mutating func end(_ actions: inout [Action]) {
        switch link {
        case .none: break
        case .connecting: actions.append(.disconnect)
        case .open(let open):
            // What is unanswered stays in the spool.
            actions.append(.disconnect)
            returnUnanswered(open, &actions)
        }
        link = .none
        // What is still being read must come into the spool before the command may end.
        if let ending, isInputEnded || ending == .interrupted { finish(ending, &actions) }
    }

    private mutating func finish(_ ending: Ending, _ actions: inout [Action]) {
        isFinished = true
        actions.append(.finish(ending))
    }

    private mutating func returnDelayed(_ now: Duration) {
        for (batch, _) in delayed.filter({ $0.notBefore <= now }) { queue.append(batch) }
        delayed.removeAll { $0.notBefore <= now }
    }

    private mutating func connectIfNeeded(_ now: Duration, _ actions: inout [Action]) {
        guard case .none = link, !isIdle || !ungreeted.isEmpty else { return }
        if isIdle, let next = ungreeted.min() { turns.turn(to: next) }
        guard turns.notBefore <= now else { return }
        link = .connecting
        lastHeard = now
        actions.append(.connect(turns.current))
    }

    private mutating func send(_ now: Duration, _ actions: inout [Action]) {
        guard case .open(var open) = link, !open.isTakingBack, now >= pausedUntil else { return }
        while let batch = queue.first {
            let limit = Int(clamping: open.limits.reportsPerBatch)
            // A frame is never longer than its plain body and a header.
            let bodyLimit =
                Int(clamping: min(open.limits.inflatedBytes, open.limits.bodyBytes)) - Self.numberBytes
            if batch.reports > limit || (batch.bodyBytes > bodyLimit && batch.reports > 1) {
                queue.removeFirst()
                waitingForClock[batch.id] = nil
                actions.append(.split(batch, limit: min(limit, (batch.reports + 1) / 2)))
                continue
            }
            let isAlone = open.unanswered.isEmpty
            if isAlone { lastHeard = now }
            guard isAlone || fits(batch, open) else { break }
            queue.removeFirst()
            actions.append(.send(batch, number: open.nextNumber))
            open.unanswered[open.nextNumber] = batch
            open.unansweredBytes += batch.bodyBytes
            open.nextNumber += 1
        }
        link = .open(open)
    }

    private func fits(_ batch: StoredBatch, _ open: Open) -> Bool {
        let unanswered =
            open.unansweredBytes + batch.bodyBytes
            + (open.unanswered.count + 1) * (FrameHeader.byteCount + Self.numberBytes)
        return unanswered <= Int(clamping: open.limits.unansweredBytes)
    }

    /// A batch's number takes at most so many bytes more than the 1 it is kept with.
    private static let numberBytes = 9
}
