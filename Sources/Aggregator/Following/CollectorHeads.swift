internal import Transport
internal import Wire

/// Of each followed collector: how far its journal goes, when that was last heard, and why it is not followed now.
actor CollectorHeads {
    struct Head: Equatable, Sendable {
        let collector: Endpoint
        var journal: JournalID?
        var position: UInt64 = 0
        /// Nil where it was never heard.
        var heardAtMilliseconds: Int64?
        /// Why it is not connected; nil where it is.
        var trouble: String? = "not reached yet"
    }

    /// In the order of the collectors.
    private(set) var heads: [Head]

    init(_ collectors: [Endpoint]) { heads = collectors.map { Head(collector: $0) } }

    func heard(_ collector: Endpoint, _ journal: JournalID?, head: UInt64, at now: Int64) {
        change(collector) {
            $0 = Head(
                collector: collector, journal: journal, position: head, heardAtMilliseconds: now, trouble: nil
            )
        }
    }

    func lost(_ collector: Endpoint, because trouble: String) {
        change(collector) { $0.trouble = trouble }
    }

    func head(of journal: JournalID) -> Head? { heads.first { $0.journal == journal } }

    private func change(_ collector: Endpoint, _ change: (inout Head) -> Void) {
        guard let index = heads.firstIndex(where: { $0.collector == collector }) else { return }
        change(&heads[index])
    }
}
