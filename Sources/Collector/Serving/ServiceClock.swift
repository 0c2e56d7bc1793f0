internal import Foundation

/// The two clocks of a service, handed in so that tests can hold them.
package struct ServiceClock: Sendable {
    /// Never jumps: for deadlines.
    package let uptime: @Sendable () -> Duration
    /// Milliseconds since 1970: for what is written down.
    package let wallMilliseconds: @Sendable () -> Int64

    package init(
        uptime: @escaping @Sendable () -> Duration, wallMilliseconds: @escaping @Sendable () -> Int64
    ) {
        self.uptime = uptime
        self.wallMilliseconds = wallMilliseconds
    }

    /// The machine's clocks; uptime counts from this call.
    package static func system() -> ServiceClock {
        let start = ContinuousClock.now
        return ServiceClock(
            uptime: { ContinuousClock.now - start },
            wallMilliseconds: { Int64((Date().timeIntervalSince1970 * 1_000).rounded(.down)) })
    }
}
