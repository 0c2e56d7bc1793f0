internal import Catalogue
internal import Synchronization
internal import Wire

/// Says of a batch's bytes which of its reports are accepted: inflates, reads and validates. One for each connection.
final class BatchJudge: Sendable {
    private let validator: Validator
    private let reportLimit: Int
    private let peerCatalogueIsNewer: Bool
    private let languages: [Language]
    private let nowMilliseconds: @Sendable () -> Int64
    // Kept between batches, since setting a stream up costs more than a small body; used by one thread at a time.
    private let inflater = Mutex(Inflater())

    /// The messages of one acknowledgement: further refusals carry their code alone.
    private static let messageBytes = 64 << 10
    private static let oneMessageBytes = 1_024

    init(
        _ validator: Validator, reportLimit: Int, peerCatalogueIsNewer: Bool, languages: [Language],
        nowMilliseconds: @escaping @Sendable () -> Int64
    ) {
        self.validator = validator
        self.reportLimit = reportLimit
        self.peerCatalogueIsNewer = peerCatalogueIsNewer
        self.languages = languages
        self.nowMilliseconds = nowMilliseconds
    }

    func judge(_ frame: Frame) -> Judgement {
        let now = nowMilliseconds()
        let verdict: Judgement.Verdict
        do throws(WireError) {
            verdict = try read(frame, now)
        } catch {
            verdict = .broken(error)
        }
        return Judgement(frame: frame, verdict: verdict, receivedAtMilliseconds: now)
    }

    private func read(_ frame: Frame, _ now: Int64) throws(WireError) -> Judgement.Verdict {
        let body = try inflater.withLock { inflater throws(WireError) in try frame.plainBody(&inflater) }
        let batch = try Batch(body: body.span, reportLimit: reportLimit)
        var refusals: [Refusal] = []
        var first = 0
        for group in batch.groups {
            // The prefix `*`: without credentials everybody may report for every unit.
            refusals += validator.refusals(
                in: group, firstIndex: first, nowMilliseconds: now, subtree: nil,
                peerCatalogueIsNewer: peerCatalogueIsNewer, languages: languages)
            first += group.count
        }
        return .read(number: batch.number, reportCount: first, refusals: Self.shortened(refusals))
    }

    private static func shortened(_ refusals: [Refusal]) -> [Refusal] {
        var left = messageBytes
        return refusals.map { refusal in
            var short = refusal
            if refusal.message.utf8.count > oneMessageBytes {
                short.message = String(refusal.message.prefix(oneMessageBytes / 4)) + "…"
            }
            left -= short.message.utf8.count
            if left < 0 { short.message = "" }
            return short
        }
    }
}
