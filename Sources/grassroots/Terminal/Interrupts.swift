internal import ArgumentParser
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
            continuation.onTermination = { _ in signal(SIGINT, SIG_DFL) }
            // Ignored by the system and not yet heard by us, a Control-C of this moment would be lost.
            let isHeard = DispatchSemaphore(value: 0)
            source.setRegistrationHandler { isHeard.signal() }
            source.resume()
            isHeard.wait()
        }
    }

    /// Runs what a command does. Control-C cancels it; the command then ends with a word and exit code 130.
    ///
    /// - Parameter explanation: what there is of the command's work where it is interrupted.
    static func ending<Value: Sendable>(
        saying explanation: String, _ body: sending @escaping () async throws -> Value
    ) async throws -> Value {
        let interrupts = stream()
        let work = Task { try await body() }
        let watching = Task { for await _ in interrupts { work.cancel() } }
        let result = await work.result
        watching.cancel()
        // The signal is the system's again before anybody else wants it.
        await watching.value
        do {
            return try result.get()
        } catch  where work.isCancelled {
            StandardError.line("interrupted: \(explanation); run the same command again")
            throw ExitCode.interrupted
        }
    }
}

extension ExitCode {
    /// What a shell says of a program that SIGINT ended.
    static let interrupted = ExitCode(128 + SIGINT)
}
