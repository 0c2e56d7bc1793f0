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

    /// A question that is refused is asked again item by item, so that one item costs its neighbours nothing.
    private func answers(
        progress: (_ done: Int, _ total: Int) -> Void, ask: (Query) async throws -> ResultTable
    ) async throws -> BriefAnswers {
        var answers = BriefAnswers()
        var waiting = questions
        var done = 0
        while !waiting.isEmpty {
            let question = waiting.removeFirst()
            do {
                answers.take(question, try await ask(question.query(unit)))
            } catch let error as ClientError {
                guard case .refused(let reason) = error.kind else { throw error }
                if question.items.count == 1 {
                    answers.refuse(question, reason)
                } else {
                    waiting += question.items.map { item in
                        var single = question
                        single.items = [item]
                        return single
                    }
                }
            }
            done += 1
            progress(done, done + waiting.count)
        }
        return answers
    }
}
