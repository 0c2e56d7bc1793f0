import Wire

/// What stands before the canonical content in the bytes of a ledger row, which are the same in memory and in the store.
struct LedgerHeader: Hashable, Sendable {
    let savedAtMilliseconds: Int64
    let arrivalMilliseconds: Int64
    let senderNumber: UInt32

    init(savedAtMilliseconds: Int64, arrivalMilliseconds: Int64, senderNumber: UInt32) {
        self.savedAtMilliseconds = savedAtMilliseconds
        self.arrivalMilliseconds = arrivalMilliseconds
        self.senderNumber = senderNumber
    }

    /// savedAt, arrival less savedAt, sender's number.
    func append(to bytes: inout [UInt8]) {
        bytes.appendZigzag(savedAtMilliseconds)
        bytes.appendZigzag(arrivalMilliseconds &- savedAtMilliseconds)
        bytes.appendVarint(UInt64(senderNumber))
    }

    /// Leaves `position` at the content.
    init(_ bytes: Span<UInt8>, at position: inout Int) throws(WireError) {
        savedAtMilliseconds = try bytes.zigzag(at: &position)
        arrivalMilliseconds = savedAtMilliseconds &+ (try bytes.zigzag(at: &position))
        let number = try bytes.varint(at: &position)
        guard number <= UInt64(UInt32.max) else {
            throw .badValue(what: "sender number", value: Int64(truncatingIfNeeded: number))
        }
        senderNumber = UInt32(truncatingIfNeeded: number)
    }
}
