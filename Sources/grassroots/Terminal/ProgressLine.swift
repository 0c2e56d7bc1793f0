internal import Client
internal import Foundation

/// Counts that move, on standard error, if it is a terminal and the command takes long enough for anybody to wonder.
struct ProgressLine: Sendable {
    private let things: String
    private let start = ContinuousClock.now

    /// - Parameter things: what is counted, such as `rows`, or what is waited for.
    init(_ things: String) { self.things = things }

    /// - Parameters:
    ///   - total: nil where nobody knows how many there will be.
    ///   - remark: what else is worth knowing, such as how many were rejected.
    func show(done: Int, total: Int?, remark: String = "") {
        guard Self.isTerminal else { return }
        let line = ProgressText.line(
            things, done: done, total: total, elapsedMilliseconds: elapsedMilliseconds)
        if let line { write(line + remark) }
    }

    /// Where nothing can be counted: what is waited for, and for how long.
    func showWaiting() {
        guard Self.isTerminal else { return }
        let line = ProgressText.waiting(things, elapsedMilliseconds: elapsedMilliseconds)
        if let line { write(line) }
    }

    private var elapsedMilliseconds: Int64 {
        let elapsed = start.duration(to: .now)
        return elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000
    }

    private func write(_ line: String) { StandardError.write("\r\u{1B}[K" + line) }

    func clear() {
        if Self.isTerminal { StandardError.write("\r\u{1B}[K") }
    }

    private static let isTerminal = isatty(STDERR_FILENO) == 1
}
