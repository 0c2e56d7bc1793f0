internal import Journal
internal import NIOCore
internal import Wire

/// Batches: judged on a pool of threads, journaled by the writer, answered in their order.
extension ConnectionHandler {
    func judge(_ frame: Frame) {
        guard let context else { return }
        let intake =
            self.intake
            ?? BatchIntake(
                BatchJudge(
                    parts.validator, reportLimit: parts.context.limits.reportsPerBatch,
                    peerCatalogueIsNewer: session.peerCatalogueIsNewer, languages: session.languages,
                    nowMilliseconds: parts.clock.wallMilliseconds),
                threads: parts.judging, eventLoop: context.eventLoop
            ) { [self] in judged($0) }
        self.intake = intake
        intake.take(frame)
    }

    private func judged(_ judgements: [Judgement]) {
        for judgement in judgements {
            perform(session.judged(judgement, clockMilliseconds: parts.clock.wallMilliseconds()))
        }
        settle()
        context?.flush()
    }

    func store(_ batch: UInt64, _ entry: PendingEntry) {
        guard let context else { return }
        let run = loopCall(context)
        parts.writer.append(entry) { [commits] result in
            guard commits.put(.init(batch: batch, result: result)) else { return }
            run { $0.committed() }
        }
    }

    private func committed() {
        let clock = parts.clock.wallMilliseconds()
        for item in commits.takeAll() {
            perform(session.journaled(item.batch, item.result, clockMilliseconds: clock))
        }
        settle()
        context?.flush()
    }

    func answer(_ ack: Ack, _ reports: Int) {
        if case .taken(_, let refusals) = ack.result {
            parts.tally.answered(accepted: reports - refusals.count, refused: refusals.count)
        }
        send(.ack, ack.body)
    }
}
