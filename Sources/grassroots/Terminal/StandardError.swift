internal import Foundation

/// What a command says beside its answer.
enum StandardError {
    static func line(_ text: String) { write(text + "\n") }

    /// Nobody is left to tell where this fails.
    static func write(_ text: String) { try? Descriptor(STDERR_FILENO).write(Array(text.utf8)) }
}
