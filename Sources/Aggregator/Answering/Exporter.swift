internal import Catalogue
internal import NIOPosix
internal import Statistics
internal import Wire

/// Answers one request for an export, piece by piece as the other side takes them.
struct Exporter: Sendable {
    let answerer: Answerer
    /// Storing and reading the disk would hold up an event loop or the few threads that answers run on.
    private let threads = NIOThreadPool.singleton

    init(_ answerer: Answerer) { self.answerer = answerer }

    /// Ends with an end or a failure.
    func answer(_ export: Export, send: (ReportsPart) async throws -> Void) async throws {
        if let failure = await answerer.wait(for: export.atLeast, milliseconds: export.waitMilliseconds) {
            return try await send(.failure(failure))
        }
        do {
            // Without credentials configured every asker has the prefix *.
            let reports = try await threads.runIfActive { [store = answerer.store] in
                try store.export(export, subtree: nil)
            }
            let asOf = reports.positions.sorted { $0.at.journal.description < $1.at.journal.description }
                .map {
                    ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0)
                }
            try await send(
                .head(
                    .init(
                        asOf: await answerer.heard(asOf), answeredAtMilliseconds: answerer.milliseconds(),
                        notes: await answerer.absenceNotes(asOf),
                        expectedCount: reports.expectedCount.map(UInt64.init))))
            var count: UInt64 = 0
            while let piece = try await threads.runIfActive({ try reports.next() }) {
                count += UInt64(piece.batch.reportCount)
                try await send(.reports(piece))
            }
            try await send(.end(reportCount: count))
        } catch let error as QueryError {
            try await send(
                .failure(
                    Failure(outcome: error.outcome, message: error.message.sentences(answerer.languages))))
        } catch let error as StatisticsError {
            try await send(
                .failure(
                    Failure(
                        outcome: .retryAfter,
                        message: error.publicMessage.sentences(answerer.languages), waitMilliseconds: 1_000)))
        }
    }
}
