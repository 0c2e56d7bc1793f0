import Wire

/// Changes of the ledger that are not stored yet. Rows lie one behind the other in one array of bytes, as the store will
/// keep them: a report allocates nothing here, and the writer lends SQLite what stands in it.
struct Overlay: Sendable {
    private struct Place: Sendable {
        var bytes: Range<Int>
        /// True where an older state of this key was stored or frozen before: an UPDATE, else an INSERT.
        let isKnown: Bool
    }

    /// An accepted report that another one under its key outdoes. The same one may stand here several times, with several
    /// arrivals: the store keeps the earliest.
    struct Revision: Sendable {
        let key: LedgerKey
        /// Where in `bytes` its row lies.
        let row: Range<Int>
    }

    private(set) var bytes: [UInt8] = []
    private(set) var revisions: [Revision] = []
    private var keys: [LedgerKey] = []
    private var places: [Place] = []
    private var index = SlotIndex<UInt64>()

    init() {}

    /// - Parameter other: what this is expected to become like.
    init(roomFor other: Overlay) {
        bytes.reserveCapacity(other.bytes.count)
        keys.reserveCapacity(other.keys.count)
        places.reserveCapacity(other.places.count)
        index = SlotIndex<UInt64>(roomFor: other.keys.count)
    }

    func isFull(_ limits: Limits) -> Bool {
        keys.count + revisions.count >= limits.overlayKeys || bytes.count >= limits.overlayBytes
    }

    /// Where in `bytes` the row under a key lies.
    func range(of key: LedgerKey, hash: UInt64) -> Range<Int>? {
        index.find(hash) { keys[$0] == key }.map { places[$0].bytes }
    }

    func row(_ key: LedgerKey, senders: Numbering<[UInt8]>) throws(WireError) -> LedgerRow? {
        guard let range = range(of: key, hash: key.hash) else { return nil }
        return try LedgerRow(bytes: bytes.span.extracting(range), senders: senders)
    }

    /// Calls `body` with every row, ascending by key.
    func eachRow(
        _ body: (LedgerKey, _ bytes: Range<Int>, _ isKnown: Bool) throws -> Void
    ) rethrows {
        let ordered = zip(keys, places).sorted { $0.0 < $1.0 }
        for (key, place) in ordered { try body(key, place.bytes, place.isKnown) }
    }

    /// - Parameter row: where in `source` the row's bytes are.
    mutating func set(
        _ key: LedgerKey, hash: UInt64, _ row: Range<Int>, of source: [UInt8], isKnown: Bool
    ) {
        let start = bytes.count
        bytes.append(contentsOf: source[row])
        if let slot = index.find(hash, { keys[$0] == key }) {
            places[slot].bytes = start..<bytes.count
        } else {
            if index.isFull {
                let known = keys
                index.grow { known[$0].hash }
            }
            index.insert(hash, keys.count)
            keys.append(key)
            places.append(Place(bytes: start..<bytes.count, isKnown: isKnown))
        }
    }

    /// - Parameter row: a report's that lost, or that has been outdone.
    mutating func keep(_ key: LedgerKey, _ row: ArraySlice<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: row)
        revisions.append(Revision(key: key, row: start..<bytes.count))
    }
}
