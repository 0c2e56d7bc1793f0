internal import Synchronization

/// The bytes that all connections together may have unanswered. Whoever wants to read asks first; who may not is
/// woken when there is room again.
///
/// Bytes are taken as they arrive, so slow senders reserve nothing. When everything is used up, unfinished frames may
/// be what uses it: so one connection at a time, the one whose frame began first, may read beyond the budget until
/// that frame is whole.
final class ReadBudget: Sendable {
    private struct Waiter {
        let frameBeganAt: Duration?
        let order: UInt64
        let wake: @Sendable () -> Void
    }

    private struct State {
        var usedBytes = 0
        var asked: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]
        /// The connection that may read beyond the budget.
        var exempt: UInt64?
    }

    private let totalBytes: Int
    private let state = Mutex(State())

    init(totalBytes: Int) { self.totalBytes = totalBytes }

    var usedBytes: Int { state.withLock { $0.usedBytes } }

    /// True where `connection` may read now; else it is woken when it should ask again.
    func mayRead(
        _ connection: UInt64, frameBeganAt: Duration?, wake: @escaping @Sendable () -> Void
    ) -> Bool {
        state.withLock { state in
            state.waiters[connection] = nil
            if state.usedBytes < totalBytes || state.exempt == connection { return true }
            if state.exempt == nil, let frameBeganAt,
                !state.waiters.values.contains(where: { $0.frameBeganAt.map { $0 < frameBeganAt } ?? false })
            {
                state.exempt = connection
                return true
            }
            state.asked += 1
            state.waiters[connection] = Waiter(frameBeganAt: frameBeganAt, order: state.asked, wake: wake)
            return false
        }
    }

    /// Takes bytes that arrived, or gives back those that were answered.
    func adjust(by bytes: Int) {
        let woken = state.withLock { state in
            state.usedBytes += bytes
            return bytes < 0 ? Self.takeWaiters(&state, room: totalBytes - state.usedBytes) : []
        }
        for waiter in woken { waiter.wake() }
    }

    /// The connection's unfinished frame is whole.
    func frameEnded(_ connection: UInt64) {
        let next = state.withLock { state in
            state.exempt == connection ? Self.passExemption(&state) : nil
        }
        next?.wake()
    }

    /// The connection reads no more. What it holds still counts until it is given back.
    func leave(_ connection: UInt64) {
        state.withLock { _ = $0.waiters.removeValue(forKey: connection) }
        frameEnded(connection)
    }

    /// All of them: whoever is woken may have nothing to read, and then nobody else would wake the rest.
    private static func takeWaiters(_ state: inout State, room: Int) -> [Waiter] {
        guard room > 0, !state.waiters.isEmpty else { return [] }
        defer { state.waiters = [:] }
        return state.waiters.values.sorted { $0.order < $1.order }
    }

    private static func passExemption(_ state: inout State) -> Waiter? {
        let unfinished = state.waiters.filter { $0.value.frameBeganAt != nil }
        guard
            let oldest = unfinished.min(by: {
                ($0.value.frameBeganAt ?? .zero) < ($1.value.frameBeganAt ?? .zero)
            })
        else {
            state.exempt = nil
            return nil
        }
        state.exempt = oldest.key
        state.waiters[oldest.key] = nil
        return oldest.value
    }
}
