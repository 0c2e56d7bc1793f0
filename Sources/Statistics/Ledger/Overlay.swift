/// Changes of the ledger that are not stored yet.
struct Overlay: Sendable {
    struct Entry: Sendable {
        var row: LedgerRow
        /// True where an older state of this key was stored or frozen before: an UPDATE, else an INSERT.
        let isKnown: Bool
    }

    /// An accepted report that another one under its key outdoes.
    struct Revision: Hashable, Sendable {
        let key: LedgerKey
        let savedAtMilliseconds: Int64
        let content: [UInt8]
    }

    private(set) var entries: [LedgerKey: Entry] = [:]
    private(set) var revisions: [Revision: Arrival] = [:]

    var isEmpty: Bool { entries.isEmpty && revisions.isEmpty }
    var count: Int { entries.count + revisions.count }

    subscript(key: LedgerKey) -> LedgerRow? { entries[key]?.row }

    mutating func set(_ key: LedgerKey, _ row: LedgerRow, isKnown: Bool) {
        entries[key] = Entry(row: row, isKnown: entries[key]?.isKnown ?? isKnown)
    }

    /// Keeps the earliest arrival; the store does the same with what it holds already.
    mutating func keep(_ revision: Revision, _ arrival: Arrival) {
        revisions[revision] = min(revisions[revision] ?? arrival, arrival)
    }
}
