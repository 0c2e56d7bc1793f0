internal import Wire

extension Sender {
    mutating func enqueue(_ batches: [StoredBatch], _ now: Duration) {
        // Reading a file may take long; patience begins when there is something to send.
        if isIdle { lastProgress = now }
        for batch in batches { queue.append(batch) }
    }

    mutating func takenBack(_ batches: [StoredBatch], _ now: Duration) {
        if case .open(var open) = link {
            open.isTakingBack = false
            link = .open(open)
        }
        enqueue(batches, now)
    }

    mutating func connected(_ welcome: Welcome, _ actions: inout [Action]) {
        var open = Open(limits: welcome.limits)
        ungreeted.remove(turns.current)
        open.isTakingBack = true
        actions.append(.takeBack(welcome))
        link = .open(open)
    }

    mutating func disconnected(
        _ reason: String, _ isRetryable: Bool, _ wait: Duration, _ now: Duration, _ actions: inout [Action]
    ) {
        if case .open(let open) = link { returnUnanswered(open, &actions) }
        lastTrouble = reason
        link = .none
        // With nothing to send, one try has to do.
        ungreeted.remove(turns.current)
        turns.failed(at: now, wait: wait, forGood: !isRetryable)
        if !turns.isAnybodyLeft, ending == nil { ending = .refused(reason: reason) }
    }

    /// What was sent and not answered is sent again, as new batches of the next connection.
    mutating func returnUnanswered(_ open: Open, _ actions: inout [Action]) {
        let batches = open.unanswered.sorted { $0.key < $1.key }.map(\.value)
        guard !batches.isEmpty else { return }
        let fresh = batches.filter { !$0.wentUnanswered }
        if !fresh.isEmpty { actions.append(.markUnanswered(fresh)) }
        queue.putBack(
            batches.map { batch in
                var batch = batch
                batch.wentUnanswered = true
                return batch
            })
    }

    mutating func acknowledged(_ ack: Ack, _ now: Duration, _ actions: inout [Action]) {
        guard case .open(var open) = link, let batch = open.unanswered.removeValue(forKey: ack.batch) else {
            return
        }
        open.unansweredBytes -= batch.bodyBytes
        link = .open(open)
        switch ack.result {
        case .taken(let mark, let refusals): taken(batch, mark, refusals, now, &actions)
        case .refused(let failure): refused(batch, failure, now, &actions)
        }
    }

    private mutating func taken(
        _ batch: StoredBatch, _ mark: ChainMark?, _ refusals: [Refusal], _ now: Duration,
        _ actions: inout [Action]
    ) {
        let permanent = refusals.filter { !$0.outcome.isRetryable }
        let later = refusals.filter(\.outcome.isRetryable)
        let accepted = batch.reports - refusals.count
        let early = batch.isCounted ? later.count { $0.outcome == .clockAhead } : 0
        waitingForClock[batch.id] = early > 0 ? early : nil
        count(accepted: accepted, refused: permanent.count, at: mark, of: batch)
        let kept = later.map(\.index).sorted()
        actions.append(.settle(Settlement(batch: batch, mark: mark, refused: permanent, kept: kept)))
        if accepted > 0 || !permanent.isEmpty {
            lastProgress = now
            turns.succeeded()
        }
        guard let first = later.first else {
            retry.reset()
            return
        }
        lastTrouble = "\(first.outcome.text(languages)): \(first.message)"
        var rest = batch
        rest.reports = kept.count
        delayed.append((rest, now + retry.wait()))
    }

    private mutating func refused(
        _ batch: StoredBatch, _ failure: Failure, _ now: Duration, _ actions: inout [Action]
    ) {
        if failure.outcome.isRetryable {
            lastTrouble = "\(failure.outcome.text(languages)): \(failure.message)"
            queue.putBack([batch])
            let wait = Duration.milliseconds(Int64(clamping: failure.waitMilliseconds))
            if turns.hasOthers {
                actions.append(.disconnect)
                disconnected(lastTrouble, true, wait, now, &actions)
            } else {
                pausedUntil = max(pausedUntil, now + retry.wait(atLeast: wait))
            }
        } else if failure.outcome == .tooLarge, batch.reports > 1 {
            waitingForClock[batch.id] = nil
            actions.append(.split(batch, limit: (batch.reports + 1) / 2))
        } else {
            lastProgress = now
            let refusals = (0..<batch.reports).map {
                Refusal(index: $0, outcome: failure.outcome, message: failure.message)
            }
            count(accepted: 0, refused: batch.reports, at: nil, of: batch)
            actions.append(.settle(Settlement(batch: batch, mark: nil, refused: refusals)))
        }
    }
}
