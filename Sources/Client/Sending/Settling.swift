internal import Foundation
internal import Transport
internal import Wire

/// What collectors answered, noted in the spool for many batches at a time; what they refused goes to the rejected rows.
struct Settling {
    private let spool: Spool
    private let rejected: RejectedRows
    private let languages: [Language]
    private var waiting: [Settlement] = []

    init(spool: Spool, rejected: RejectedRows, languages: [Language]) {
        self.spool = spool
        self.rejected = rejected
        self.languages = languages
    }

    mutating func add(_ settlement: Settlement) { waiting.append(settlement) }

    /// What is kept may be sent again soon, so the disk must know of it.
    var isDue: Bool { waiting.count >= 64 || waiting.last?.kept.isEmpty == false }

    /// - Parameter endpoint: the collector that answered.
    mutating func settle(at endpoint: Endpoint) throws(ClientError) {
        let letters = try spool.settle(
            waiting, address: endpoint.description,
            nowMilliseconds: Int64(Date().timeIntervalSince1970 * 1_000), languages: languages)
        waiting.removeAll(keepingCapacity: true)
        for letter in letters {
            let source = try spool.source(letter.source)
            rejected.expect(source: source.name, columns: source.columns, startsAnew: false)
            try rejected.add(
                source: source.name, line: letter.line, outcome: letter.outcome, message: letter.message,
                .report(letter.report), by: .collector)
        }
    }
}
