internal import Crypto
internal import Foundation
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Statistics
internal import Transport
internal import Wire

/// Follows one collector for as long as the service lives: connects, reads entries into the fold, reports progress, and
/// connects again when the connection is gone.
struct CollectorFollower: Service {
    let collector: Endpoint
    /// Under which the collector lists this follower.
    let name: String
    let hello: Hello
    let store: StatisticsStore
    let queue: FoldQueue
    let heads: CollectorHeads
    let logger: Logger
    let milliseconds: @Sendable () -> Int64

    /// Between two attempts; long enough to cost nothing, short enough that nobody waits for it.
    private static let pause = Duration.milliseconds(250)
    /// After a collector that cannot be followed until somebody changes it: another version, another catalogue.
    private static let longPause = Duration.seconds(5)
    /// A collector sends a ping to a silent follower every twenty seconds.
    private static let silence = TimeAmount.seconds(60)
    private static let progressInterval = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var lastComplaint = ""
            while !Task.isCancelled {
                var pause = Self.pause
                do {
                    try await follow()
                    await heads.lost(collector, because: "it closed the connection")
                    lastComplaint = ""
                } catch is CancellationError {
                    return
                } catch {
                    // A collector that stays away is said once, not four times a second.
                    let complaint = "\(error)"
                    if complaint != lastComplaint {
                        logger.warning("not following \(collector): \(complaint); trying again")
                        lastComplaint = complaint
                    }
                    await heads.lost(collector, because: complaint)
                    if let error = error as? ConnectionError, !error.isRetryable { pause = Self.longPause }
                }
                try? await Task.sleep(for: pause)
            }
        }
    }

    private func follow() async throws {
        try await Connection.with(collector, hello: hello, silence: Self.silence) {
            welcome, frames, outbound in
            guard
                var session = FollowSession(
                    welcome, holding: store.positions, hash: { Array(SHA256.hash(data: $0)) })
            else { throw FollowError(reason: .noJournal) }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                let claim = ProgressClaim()
                tasks.addTask { try await reportProgress(claim, of: welcome, to: outbound) }
                defer { tasks.cancelAll() }
                var opener = EntryOpener()
                guard case .follow(let mark) = session.opening else { return }
                try await outbound.write(Frame(.follow, Follow(name: name, mark: mark).body))
                while let frame = try await frames.next(isolation: #isolation) {
                    let action = session.received(frame)
                    if case .begin(let position, let again) = action {
                        await claim.begin(ignoring: again ? durableMark(of: position.journal) : nil)
                    }
                    try await carryOut(action, &opener, outbound)
                    await heads.heard(
                        collector, welcome.journal?.id, head: session.headPosition, at: milliseconds())
                }
            }
        }
    }

    private func carryOut(
        _ action: FollowSession.Action, _ opener: inout EntryOpener, _ outbound: Connection.Outbound
    ) async throws {
        switch action {
        case .begin(let position, let again):
            let how = again ? "again, because the journal is not what was read before" : "on"
            logger.info(
                "following \(collector): journal \(position.journal) from entry \(position.position) \(how)")
        case .fold(let content, let mark): await queue.put(try opener.open(content, mark))
        case .pong(let body): try await outbound.write(Frame(.pong, body))
        case .follow, .ignore: break
        case .part(let reason): throw FollowError(reason: reason)
        }
    }

    /// Says what is safe on this side, whenever it has changed.
    private func reportProgress(
        _ claim: ProgressClaim, of welcome: Welcome, to outbound: Connection.Outbound
    ) async throws {
        while true {
            try await Task.sleep(for: Self.progressInterval)
            guard let journal = welcome.journal?.id, let position = await claim.news(durableMark(of: journal))
            else {
                continue
            }
            // No backup of the store is kept here, so none is claimed.
            let progress = Progress(durablePosition: position, backedUpPosition: 0)
            try await outbound.write(Frame(.progress, progress.body))
        }
    }

    private func durableMark(of journal: JournalID) -> ChainMark? {
        store.durablePositions.first { $0.at.journal == journal }
    }
}

private struct FollowError: Error, CustomStringConvertible {
    let reason: FollowSession.Reason
    var description: String { reason.description }
}
