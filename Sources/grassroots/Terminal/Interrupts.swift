internal import Foundation
internal import UnixSignals

/// Control-C as a stream, so that a command can end in order; a second one ends it at once.
enum Interrupts {
    static func stream() -> AsyncStream<Void> {
        AsyncStream { continuation in
            let task = Task {
                for await _ in await UnixSignalsSequence(trapping: .sigint) {
                    continuation.yield()
                    signal(SIGINT, SIG_DFL)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
