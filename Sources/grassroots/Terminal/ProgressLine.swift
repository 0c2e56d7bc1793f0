internal import Client
internal import Foundation

/// Counts that move, on standard error, if it is a terminal and the command takes long enough for anybody to wonder.
struct ProgressLine: Sendable {
    private let things: String
    private let start = ContinuousClock.now

    /// - Parameter things: what is counted, such as `rows`.
    init(_ things: String) { self.things = things }

    /// - Parameters:
    ///   - total: nil where nobody knows how many there will be.
    ///   - remark: what else is worth knowing, such as how many were rejected.
    func show(done: Int, total: Int?, remark: String = "") {
        guard Self.isTerminal else { return }
        let elapsed = start.duration(to: .now)
        let milliseconds =
            elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000
        let line = ProgressText.line(things, done: done, total: total, elapsedMilliseconds: milliseconds)
        if let line { StandardError.write("\r\u{1B}[K" + line + remark) }
    }

    func clear() {
        if Self.isTerminal { StandardError.write("\r\u{1B}[K") }
    }

    private static let isTerminal = isatty(STDERR_FILENO) == 1
}
