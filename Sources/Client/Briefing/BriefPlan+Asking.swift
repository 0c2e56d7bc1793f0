package import Wire

extension BriefPlan {
    /// Asks everything and makes the page of it.
    ///
    /// - Parameters:
    ///   - progress: called with how many questions are answered, of how many.
    ///   - ask: puts one question to an aggregator.
    /// - Throws: what `ask` throws; what is refused alone stands on the page.
    package func brief(
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
        ask: (Query) async throws -> ResultTable
    ) async throws -> Brief {
        BriefReading(self, try await answers(progress: progress, ask: ask)).brief
    }
}
