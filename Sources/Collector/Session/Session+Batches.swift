package import Wire

/// What became of a sender's batches.
extension Session {
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
        return isDraining && !sender.hasUnanswered ? actions + end(.draining(languages)) : actions
    }
}
