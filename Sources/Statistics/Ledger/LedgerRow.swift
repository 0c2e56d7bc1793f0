import Wire

/// The current report under a key, taken out of its bytes.
struct LedgerRow: Hashable, Sendable {
    let savedAtMilliseconds: Int64
    let arrival: Arrival
    /// Canonical content: status, occurrence, options and values.
    let content: [UInt8]

    var isRetracted: Bool { content.first == Report.Status.retracted.rawValue }
}

extension LedgerRow {
    /// - Parameter bytes: a `LedgerHeader`, then the content.
    init(bytes: Span<UInt8>, senders: Numbering<[UInt8]>) throws(WireError) {
        var position = 0
        let header = try LedgerHeader(bytes, at: &position)
        guard Int(header.senderNumber) < senders.values.count else {
            throw .badValue(what: "sender number", value: Int64(header.senderNumber))
        }
        savedAtMilliseconds = header.savedAtMilliseconds
        arrival = Arrival(
            milliseconds: header.arrivalMilliseconds, sender: senders.values[Int(header.senderNumber)])
        content = bytes.bytes(position..<bytes.count)
    }
}
