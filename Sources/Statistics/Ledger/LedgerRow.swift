import Wire

/// The current report under a key.
struct LedgerRow: Hashable, Sendable {
    var savedAtMilliseconds: Int64
    var arrival: Arrival
    /// Canonical content: status, occurrence, options and values.
    var content: [UInt8]

    var isRetracted: Bool { content.first == Report.Status.retracted.rawValue }

    /// Which of two reports under one key counts.
    func precedes(savedAtMilliseconds: Int64, content: [UInt8]) -> Bool {
        self.savedAtMilliseconds == savedAtMilliseconds
            ? self.content.lexicographicallyPrecedes(content) : self.savedAtMilliseconds < savedAtMilliseconds
    }
}

extension LedgerRow {
    /// savedAt, arrival less savedAt, sender's number, content.
    func append(to bytes: inout [UInt8], senderNumber: UInt32) {
        bytes.appendZigzag(savedAtMilliseconds)
        bytes.appendZigzag(arrival.milliseconds &- savedAtMilliseconds)
        bytes.appendVarint(UInt64(senderNumber))
        bytes.append(contentsOf: content)
    }

    init(bytes: Span<UInt8>, senders: Numbering<[UInt8]>) throws(WireError) {
        var position = 0
        savedAtMilliseconds = try bytes.zigzag(at: &position)
        let milliseconds = savedAtMilliseconds &+ (try bytes.zigzag(at: &position))
        let number = try bytes.varint(at: &position)
        guard number < UInt64(senders.values.count) else {
            throw .badValue(what: "sender number", value: Int64(truncatingIfNeeded: number))
        }
        arrival = Arrival(milliseconds: milliseconds, sender: senders.values[Int(number)])
        content = bytes.bytes(position..<bytes.count)
    }
}
