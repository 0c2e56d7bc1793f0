internal import NIOCore
internal import Transport
internal import Wire

/// One connection to a collector, served by a task of its own that reads while it writes.
struct CollectorLink {
    /// A collector sends a ping to a silent client every twenty seconds; when to give up is the sender's to decide.
    private static let silence = TimeAmount.seconds(60)

    enum News: Sendable {
        case connected(Welcome)
        case frame(Frame)
        case closed(reason: String, isRetryable: Bool, waitMilliseconds: UInt64)
    }

    private let outgoing: AsyncStream<Frame>.Continuation
    private let task: Task<Void, Never>

    /// - Parameter tell: what happens, in order; `closed` comes once, last.
    init(endpoint: Endpoint, hello: Hello, tell: @escaping @Sendable (News) -> Void) {
        let (frames, outgoing) = AsyncStream.makeStream(of: Frame.self)
        self.outgoing = outgoing
        task = Task {
            do {
                try await Connection.with(endpoint, hello: hello, silence: Self.silence) {
                    welcome, inbound, outbound in
                    tell(.connected(welcome))
                    try await Self.serve(frames, &inbound, outbound, tell)
                }
                tell(Self.closed(ConnectionError.closed(endpoint), hello.messageLanguages))
            } catch {
                tell(Self.closed(error, hello.messageLanguages))
            }
        }
    }

    /// What is unanswered is bounded by the collector's limits, and so is this.
    func send(_ frame: Frame) { outgoing.yield(frame) }

    func close() {
        outgoing.finish()
        task.cancel()
    }

    private static func serve(
        _ frames: AsyncStream<Frame>, _ inbound: inout Connection.Inbound, _ outbound: Connection.Outbound,
        _ tell: @Sendable (News) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await frame in frames { try await outbound.write(frame) } }
            while let frame = try await inbound.next(isolation: #isolation) { tell(.frame(frame)) }
            group.cancelAll()
        }
    }

    /// A service that dies in the middle of a frame has not shown that it speaks another protocol.
    private static func closed(_ error: any Error, _ languages: [Language]) -> News {
        switch error {
        case let error as ConnectionError:
            let isCut = if case .notUnderstood(_, .truncated) = error { true } else { false }
            let wait: UInt64 =
                if case .refused(_, let failure) = error { failure.waitMilliseconds } else { 0 }
            return .closed(
                reason: error.text(languages), isRetryable: error.isRetryable || isCut,
                waitMilliseconds: wait)
        default:
            let isForeign = if let error = error as? WireError { error != .truncated } else { false }
            return .closed(
                reason: "the connection broke: \(error)", isRetryable: !isForeign, waitMilliseconds: 0)
        }
    }
}
