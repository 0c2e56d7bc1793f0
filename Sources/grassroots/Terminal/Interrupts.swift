internal import Dispatch
internal import Foundation

/// Control-C as a stream, so that a command can end in order; a second one ends it at once.
enum Interrupts {
    static func stream() -> AsyncStream<Void> {
        AsyncStream { continuation in
            signal(SIGINT, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGINT)
            source.setEventHandler {
                // Held by its own handler, or nobody would hold it.
                withExtendedLifetime(source) { _ = continuation.yield() }
                signal(SIGINT, SIG_DFL)
            }
            source.resume()
        }
    }
}
