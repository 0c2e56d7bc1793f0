internal import Transport
internal import Wire

/// How far each followed collector's journal goes, and when that was last heard.
actor CollectorHeads {
    struct Head: Equatable, Sendable {
        var journal: JournalID?
        var position: UInt64
        var heardAtMilliseconds: Int64
        var isConnected: Bool
    }

    private(set) var heads: [Endpoint: Head] = [:]

    func heard(_ collector: Endpoint, _ journal: JournalID?, head: UInt64, at now: Int64) {
        heads[collector] = Head(journal: journal, position: head, heardAtMilliseconds: now, isConnected: true)
    }

    func lost(_ collector: Endpoint) { heads[collector]?.isConnected = false }

    func head(of journal: JournalID) -> Head? { heads.values.first { $0.journal == journal } }
}
