internal import Synchronization

/// Who is connected now, and what of the service's events each of them wants to hear.
final class Connections: Sendable {
    /// How a connection is reached from any thread.
    struct Handle: Sendable {
        let drain: @Sendable () -> Void
        let close: @Sendable () -> Void
    }

    private struct State {
        var next: UInt64 = 0
        var handles: [UInt64: Handle] = [:]
        var followers: [UInt64: @Sendable () -> Void] = [:]
        var isDraining = false
        var waitingForNone: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.handles.count } }
    var followerCount: Int { state.withLock { $0.followers.count } }

    /// - Returns: the connection's number and how many there are with it; drains it at once where all are drained.
    func join(_ handle: Handle) -> (number: UInt64, count: Int) {
        let (number, count, isDraining) = state.withLock { state in
            state.next += 1
            state.handles[state.next] = handle
            return (state.next, state.handles.count, state.isDraining)
        }
        if isDraining { handle.drain() }
        return (number, count)
    }

    func leave(_ number: UInt64) {
        let waiting = state.withLock { state in
            state.handles[number] = nil
            state.followers[number] = nil
            guard state.handles.isEmpty else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waitingForNone = [] }
            return state.waitingForNone
        }
        for continuation in waiting { continuation.resume() }
    }

    /// `grew` is called, on the writer's thread, whenever the journal has grown.
    func follow(_ number: UInt64, grew: @escaping @Sendable () -> Void) {
        state.withLock { $0.followers[number] = grew }
    }

    func journalGrew() {
        for grew in state.withLock({ Array($0.followers.values) }) { grew() }
    }

    func drainAll() {
        let handles = state.withLock { state in
            state.isDraining = true
            return Array(state.handles.values)
        }
        for handle in handles { handle.drain() }
    }

    func closeAll() {
        for handle in state.withLock({ Array($0.handles.values) }) { handle.close() }
    }

    func untilNone() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                guard !state.handles.isEmpty else { return true }
                state.waitingForNone.append(continuation)
                return false
            }
            if isEmpty { continuation.resume() }
        }
    }
}
