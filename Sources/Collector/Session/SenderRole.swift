internal import Journal
internal import Wire

/// The conversation with somebody who sends batches: their numbers, and what of them is unanswered.
struct SenderRole: Equatable {
    private let clientID: [UInt8]
    private let catalogueVersion: UInt64
    private var nextBatch: UInt64 = 1
    private var judging = 0
    /// What is being journaled, by batch number.
    private var journaling: [UInt64: Batch] = [:]
    /// Of all batches that came and are not answered.
    private(set) var unansweredBytes = 0

    private struct Batch: Equatable {
        let refusals: [Refusal]
        let reports: Int
        let bytes: Int
    }

    init(clientID: [UInt8], catalogueVersion: UInt64) {
        self.clientID = clientID
        self.catalogueVersion = catalogueVersion
    }

    var hasUnanswered: Bool { judging > 0 || !journaling.isEmpty }

    mutating func received(_ frame: Frame) -> [SessionAction] {
        judging += 1
        unansweredBytes += frame.wireBytes
        return [.judge(frame)]
    }

    /// - Throws: why the connection ends.
    mutating func judged(
        _ judgement: Judgement, frame: UInt64, clockMilliseconds: Int64
    ) throws(Failure) -> [SessionAction] {
        judging -= 1
        switch judgement.verdict {
        case .broken(let error):
            unansweredBytes -= judgement.frame.wireBytes
            throw .notUnderstood(error, frame: frame, what: "batch \(nextBatch)")
        case .read(let number, let reports, let refusals):
            guard number == nextBatch else {
                unansweredBytes -= judgement.frame.wireBytes
                throw .batchNumber(number, expected: nextBatch)
            }
            nextBatch += 1
            let batch = Batch(refusals: refusals, reports: reports, bytes: judgement.frame.wireBytes)
            guard refusals.count < reports else {
                return answer(number, .taken(mark: nil, refusals: refusals), batch, clockMilliseconds)
            }
            journaling[number] = batch
            let entry = PendingEntry(
                sender: clientID, receivedAtMilliseconds: judgement.receivedAtMilliseconds,
                catalogueVersion: catalogueVersion, refusals: refusals, batch: judgement.frame)
            return [.journal(batch: number, entry: entry)]
        }
    }

    /// The connection ended before the batch was judged.
    mutating func dropped(_ judgement: Judgement) {
        judging -= 1
        unansweredBytes -= judgement.frame.wireBytes
    }

    mutating func journaled(
        _ number: UInt64, _ result: Result<ChainMark, Failure>, clockMilliseconds: Int64
    ) -> [SessionAction] {
        guard let batch = journaling.removeValue(forKey: number) else { return [] }
        let answered: Ack.Result =
            switch result {
            case .success(let mark): .taken(mark: mark, refusals: batch.refusals)
            case .failure(let failure): .refused(failure)
            }
        return answer(number, answered, batch, clockMilliseconds)
    }

    private mutating func answer(
        _ number: UInt64, _ result: Ack.Result, _ batch: Batch, _ clockMilliseconds: Int64
    ) -> [SessionAction] {
        unansweredBytes -= batch.bytes
        return [
            .ack(
                Ack(batch: number, result: result, clockMilliseconds: clockMilliseconds),
                reports: batch.reports)
        ]
    }
}

extension Frame {
    /// What it takes on the wire.
    var wireBytes: Int { FrameHeader.byteCount + body.count }
}
