internal import Dispatch
internal import Logging
internal import ServiceLifecycle
internal import Statistics

/// Takes micro-batches from the queue into the store, one after the other, and tells who waits for a position.
struct FoldLoop: Service {
    let queue: FoldQueue
    let store: StatisticsStore
    let watch: PositionWatch
    let logger: Logger
    /// The wall clock, since 1970.
    let milliseconds: @Sendable () -> Int64

    /// The fold blocks while both overlays are full, so it has a thread of its own and takes none from the pool.
    private let thread = DispatchQueue(label: "fold")

    init(
        queue: FoldQueue, store: StatisticsStore, watch: PositionWatch, logger: Logger,
        milliseconds: @escaping @Sendable () -> Int64
    ) {
        self.milliseconds = milliseconds
        self.queue = queue
        self.store = store
        self.watch = watch
        self.logger = logger
    }

    func run() async throws {
        try await withTaskCancellationOrGracefulShutdownHandler {
            while let batches = await queue.take() {
                try await onThread { try store.apply(batches, nowMilliseconds: milliseconds()) }
                await watch.moved(to: store.positions)
            }
            try await onThread { try store.close() }
        } onCancelOrGracefulShutdown: {
            store.stopWaiting()
            Task { await queue.finish() }
        }
    }

    private func onThread(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            thread.async { continuation.resume(with: Result { try work() }) }
        }
    }
}
