internal import Client
internal import Foundation

/// Counts that move, on standard error, if it is a terminal.
enum ProgressLine {
    @Sendable static func show(_ counts: Sender.Counts) {
        guard isTerminal else { return }
        StandardError.write(
            "\r\u{1B}[Kaccepted \(counts.accepted), rejected \(counts.refused), waiting \(counts.waiting)")
    }

    static func clear() {
        if isTerminal { StandardError.write("\r\u{1B}[K") }
    }

    private static let isTerminal = isatty(STDERR_FILENO) == 1
}

enum StandardError {
    static func line(_ text: String) { write(text + "\n") }

    static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
