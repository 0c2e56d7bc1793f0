internal import Wire

/// Who waits for which positions of which journals: read your own writes.
///
/// A journal that is not followed at all can never be reached; whoever asks for it waits all the same, because its
/// collector may only be on its way.
actor PositionWatch {
    private var reached: [JournalID: UInt64]
    private var waiters: [UInt64: Waiter] = [:]
    private var nextWaiter: UInt64 = 0

    private struct Waiter {
        let positions: [JournalPosition]
        let continuation: CheckedContinuation<Bool, Never>
    }

    init(_ marks: [ChainMark]) {
        reached = Dictionary(uniqueKeysWithValues: marks.map { ($0.at.journal, $0.at.position) })
    }

    func moved(to marks: [ChainMark]) {
        for mark in marks { reached[mark.at.journal] = mark.at.position }
        for (number, waiter) in waiters where isReached(waiter.positions) {
            waiters[number] = nil
            waiter.continuation.resume(returning: true)
        }
    }

    /// True once all positions are reached, false when the wait is over or the task is cancelled before that.
    func wait(for positions: [JournalPosition], atMost duration: Duration) async -> Bool {
        if isReached(positions) { return true }
        guard duration > .zero else { return false }
        let number = nextWaiter
        nextWaiter += 1
        let timer = Task {
            try? await Task.sleep(for: duration)
            giveUp(number)
        }
        defer { timer.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: false)
                } else {
                    waiters[number] = Waiter(positions: positions, continuation: continuation)
                }
            }
        } onCancel: {
            timer.cancel()
        }
    }

    /// How far the journals of `positions` have come.
    func reached(of positions: [JournalPosition]) -> [JournalPosition] {
        positions.map { JournalPosition(journal: $0.journal, position: reached[$0.journal] ?? 0) }
    }

    private func giveUp(_ number: UInt64) {
        waiters.removeValue(forKey: number)?.continuation.resume(returning: false)
    }

    private func isReached(_ positions: [JournalPosition]) -> Bool {
        positions.allSatisfy { $0.position <= reached[$0.journal] ?? 0 }
    }
}
