internal import Client

/// Says on standard error what is being waited for and for how long, where nothing can be counted.
enum WaitingLine {
    private static let interval = Duration.milliseconds(500)

    /// - Parameter what: such as `waiting for the answer`.
    /// - Returns: what `body` returns; the line is gone by then.
    static func shown<Value: Sendable>(
        _ what: String, while body: () async throws -> Value
    ) async throws -> Value {
        let line = ProgressLine(what)
        let showing = Task {
            while !Task.isCancelled {
                line.showWaiting()
                try await Task.sleep(for: interval)
            }
        }
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        showing.cancel()
        // Else a line that is on its way could stand over the answer.
        _ = await showing.result
        line.clear()
        return try result.get()
    }
}
