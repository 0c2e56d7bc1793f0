internal import Dispatch
internal import Foundation

/// Control-C as a stream, so that a command can end in order; a second one ends it at once.
enum Interrupts {
    static func stream() -> AsyncStream<Void> {
        AsyncStream { continuation in
            unsafe signal(SIGINT, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGINT)
            source.setEventHandler {
                continuation.yield()
                unsafe signal(SIGINT, SIG_DFL)
            }
            source.resume()
            continuation.onTermination = { _ in source.cancel() }
        }
    }
}
