internal import Statistics
internal import Wire

/// Answers one question from the store, waiting for the positions that it names.
struct Answerer: Sendable {
    let store: StatisticsStore
    let watch: PositionWatch
    let heads: CollectorHeads
    let milliseconds: @Sendable () -> Int64

    /// No question waits longer, whatever it asks for.
    private static let longestWait = Duration.seconds(600)

    func answer(_ query: Query) async -> Result<ResultTable, Failure> {
        if !query.atLeast.isEmpty {
            let asked = Duration.milliseconds(Int64(min(query.waitMilliseconds, 600_000)))
            guard await watch.wait(for: query.atLeast, atMost: min(asked, Self.longestWait)) else {
                return .failure(await notReached(query.atLeast))
            }
        }
        do throws(QueryError) {
            // Without credentials configured every asker has the prefix *.
            var table = try store.answer(query, subtree: nil, nowMilliseconds: milliseconds())
            for index in table.asOf.indices {
                let journal = table.asOf[index].position.journal
                guard let head = await heads.head(of: journal) else { continue }
                table.asOf[index].headPosition = max(head.position, table.asOf[index].position.position)
                table.asOf[index].heardAtMilliseconds = head.heardAtMilliseconds
            }
            return .success(table)
        } catch {
            return .failure(Failure(outcome: error.outcome, message: error.message))
        }
    }

    private func notReached(_ positions: [JournalPosition]) async -> Failure {
        let reached = await watch.reached(of: positions)
        let missing = zip(positions, reached).filter { $0.position > $1.position }
            .map {
                "journal \($0.journal) is read up to position \($1.position), asked for was \($0.position)"
            }
        return Failure(
            outcome: .notYetReached,
            message: missing.joined(separator: "; ")
                + ": is the collector running, and does this aggregator follow it?")
    }
}
