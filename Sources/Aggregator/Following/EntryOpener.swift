internal import Statistics
internal import Wire

/// Opens an entry's batch: inflates and parses what the collector has found to be in order.
struct EntryOpener: ~Copyable {
    /// Above what any collector takes, so that a collector with wider limits can still be followed.
    private static let inflatedBytesLimit = 64 << 20

    private var inflater = Inflater()

    mutating func open(_ content: EntryContent, _ mark: ChainMark) throws(WireError) -> JournaledBatch {
        guard content.batch.inflatedBytes <= Self.inflatedBytesLimit else {
            throw .tooLarge(
                what: "inflated length", value: UInt64(content.batch.inflatedBytes),
                limit: UInt64(Self.inflatedBytesLimit))
        }
        let body = try content.batch.plainBody(&inflater)
        let batch = try Batch(body: body.span, reportLimit: .max)
        return JournaledBatch(
            mark: mark, sender: content.sender, receivedAtMilliseconds: content.receivedAtMilliseconds,
            groups: batch.groups, refused: Set(content.refusals.map(\.index)))
    }
}
