/// The answer to one batch, sent once what it says is true on disk.
public struct Ack: Equatable, Sendable {
    public var batch: UInt64
    public var result: Result
    /// The collector's clock: a client whose reports are ahead of it learns by how much.
    public var clockMilliseconds: Int64

    public enum Result: Equatable, Sendable {
        /// Journaled at `mark`, but for the reports in `refusals`. `mark` is nil where every report was refused:
        /// such a batch is answered and not journaled.
        case taken(mark: ChainMark?, refusals: [Refusal])
        /// Nothing of the batch was taken.
        case refused(Failure)
    }

    public init(batch: UInt64, result: Result, clockMilliseconds: Int64) {
        self.batch = batch
        self.result = result
        self.clockMilliseconds = clockMilliseconds
    }
}

/// Why something was not done at all, and when it may be tried again.
public struct Failure: Error, Hashable, Sendable {
    public var outcome: Outcome
    /// What was wrong, where, what was expected, and what to do.
    public var message: String
    /// Meaningful where the outcome is retryable; doubled each time up to five minutes.
    public var waitMilliseconds: UInt64

    public init(outcome: Outcome, message: String, waitMilliseconds: UInt64 = 0) {
        self.outcome = outcome
        self.message = message
        self.waitMilliseconds = waitMilliseconds
    }
}

extension FieldWriter {
    /// Fields `first` (code), `first + 1` (message) and `first + 2` (wait).
    mutating func failure(from first: UInt64, _ failure: Failure) {
        varint(first, UInt64(failure.outcome.rawValue))
        text(first + 1, unlessEmpty: failure.message)
        if failure.waitMilliseconds > 0 { varint(first + 2, failure.waitMilliseconds) }
    }
}

extension FieldReader {
    func failure(from first: UInt64) throws(WireError) -> Failure? {
        guard let code = try varint(first) else { return nil }
        guard let raw = UInt16(exactly: code), raw > 0 else {
            throw .badValue(what: "outcome code", value: Int64(truncatingIfNeeded: code))
        }
        return Failure(
            outcome: Outcome(rawValue: raw), message: try text(first + 1),
            waitMilliseconds: try varint(first + 2) ?? 0)
    }
}

extension Ack {
    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.varint(1, batch)
        fields.zigzag(2, clockMilliseconds)
        switch result {
        case .refused(let failure): fields.failure(from: 3, failure)
        case .taken(let mark, let refusals):
            if let mark { fields.chainMark(6, mark) }
            for refusal in refusals { fields.nested(7) { $0.refusal(refusal) } }
        }
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...7, repeated: [7])
        batch = try fields.required(try fields.varint(1), 1, "batch number")
        clockMilliseconds = try fields.required(try fields.zigzag(2), 2, "clock")
        if let failure = try fields.failure(from: 3) {
            result = .refused(failure)
            return
        }
        let refusals = try Refusal.ascending(fields.all(7))
        let mark = fields.bytes(6)
        result = .taken(
            mark: try mark.map { bytes throws(WireError) in try ChainMark(fields: bytes) }, refusals: refusals
        )
    }
}

extension FieldWriter {
    /// 1 index, 2 code, 3 message.
    mutating func refusal(_ refusal: Refusal) {
        varint(1, UInt64(refusal.index))
        varint(2, UInt64(refusal.outcome.rawValue))
        text(3, unlessEmpty: refusal.message)
    }
}

extension Refusal {
    /// Refusals of one batch, each a field, strictly ascending by index.
    static func ascending(_ payloads: [[UInt8]]) throws(WireError) -> [Refusal] {
        var refusals: [Refusal] = []
        refusals.reserveCapacity(payloads.count)
        for bytes in payloads {
            let refusal = try Refusal(fields: bytes)
            if let last = refusals.last, last.index >= refusal.index { throw .unordered(what: "refusals") }
            refusals.append(refusal)
        }
        return refusals
    }

    private init(fields bytes: [UInt8]) throws(WireError) {
        let fields = try FieldReader(bytes.span, known: 1...3)
        let index = try fields.required(try fields.varint(1), 1, "report index")
        let code = try fields.required(try fields.varint(2), 2, "outcome code")
        guard let index = Int(exactly: index) else {
            throw .badValue(what: "report index", value: Int64(truncatingIfNeeded: index))
        }
        guard let raw = UInt16(exactly: code), raw > 0 else {
            throw .badValue(what: "outcome code", value: Int64(truncatingIfNeeded: code))
        }
        self.init(index: index, outcome: Outcome(rawValue: raw), message: try fields.text(3))
    }
}
