/// A piece of the answer to an export. The reports travel as they do in a batch, so that whoever can send can read.
public enum ReportsPart: Equatable, Sendable {
    /// The first piece: as of when the answer is true.
    case head(Head)
    case reports(Reports)
    /// The last piece: how many reports there were in all.
    case end(reportCount: UInt64)
    case failure(Failure)

    public struct Head: Equatable, Sendable {
        public var asOf: [ResultTable.AsOf]
        public var answeredAtMilliseconds: Int64
        /// What a reader must know besides, each a sentence.
        public var notes: [String]
        /// How many reports will come; nil where only reading them tells.
        public var expectedCount: UInt64?

        public init(
            asOf: [ResultTable.AsOf], answeredAtMilliseconds: Int64, notes: [String] = [],
            expectedCount: UInt64? = nil
        ) {
            self.asOf = asOf
            self.answeredAtMilliseconds = answeredAtMilliseconds
            self.notes = notes
            self.expectedCount = expectedCount
        }
    }

    public struct Reports: Equatable, Sendable {
        /// Numbered from 1 within an answer.
        public var batch: Batch
        /// One for each report, in the order in which the batch holds them.
        public var origins: [Origin]

        public init(batch: Batch, origins: [Origin]) {
            self.batch = batch
            self.origins = origins
        }
    }

    /// Where a revision came from.
    public struct Origin: Hashable, Sendable {
        public static let senderBytes = 16

        /// Its earliest arrival at a collector.
        public var receivedAtMilliseconds: Int64
        /// The client id of that arrival's sender; 16 bytes.
        public var sender: [UInt8]
        /// False for a revision that lost against a newer one under the same key.
        public var isInForce: Bool

        public init(receivedAtMilliseconds: Int64, sender: [UInt8], isInForce: Bool) {
            self.receivedAtMilliseconds = receivedAtMilliseconds
            self.sender = sender
            self.isInForce = isInForce
        }
    }
}

extension ReportsPart {
    private enum Number {
        static let batch: UInt64 = 1
        static let origins: UInt64 = 2
        static let asOf: UInt64 = 3
        static let answeredAt: UInt64 = 4
        static let note: UInt64 = 5
        static let end: UInt64 = 6
        static let failure: UInt64 = 7
        static let expectedCount: UInt64 = 10
    }

    public var body: [UInt8] {
        var fields = FieldWriter()
        switch self {
        case .head(let head):
            for asOf in head.asOf { fields.nested(Number.asOf) { $0.asOf(asOf) } }
            fields.zigzag(Number.answeredAt, head.answeredAtMilliseconds)
            for note in head.notes { fields.text(Number.note, note) }
            if let count = head.expectedCount { fields.varint(Number.expectedCount, count) }
        case .reports(let reports):
            fields.field(Number.batch, reports.batch.body)
            var origins: [UInt8] = []
            for origin in reports.origins { origins.append(origin) }
            fields.field(Number.origins, origins)
        case .end(let count): fields.varint(Number.end, count)
        case .failure(let failure): fields.failure(from: Number.failure, failure)
        }
        return fields.bytes
    }

    /// - Parameter reportLimit: the most reports that a piece may hold here.
    public init(body: Span<UInt8>, reportLimit: Int) throws(WireError) {
        let fields = try FieldReader(body, known: 1...10, repeated: [3, 5])
        if let failure = try fields.failure(from: Number.failure) {
            self = .failure(failure)
        } else if let count = try fields.varint(Number.end) {
            self = .end(reportCount: count)
        } else if let bytes = fields.bytes(Number.batch) {
            let batch = try Batch(body: bytes.span, reportLimit: reportLimit)
            let origins = try fields.required(fields.bytes(Number.origins), Number.origins, "origins")
            self = .reports(
                Reports(batch: batch, origins: try Self.origins(batch.reportCount, origins.span)))
        } else {
            var head = Head(asOf: [], answeredAtMilliseconds: 0, notes: try fields.texts(Number.note))
            for bytes in fields.all(Number.asOf) { head.asOf.append(try ResultTable.AsOf(fields: bytes)) }
            head.answeredAtMilliseconds =
                try fields.required(try fields.zigzag(Number.answeredAt), Number.answeredAt, "answered at")
            head.expectedCount = try fields.varint(Number.expectedCount)
            self = .head(head)
        }
    }

    private static func origins(_ count: Int, _ bytes: Span<UInt8>) throws(WireError) -> [Origin] {
        var position = 0
        var origins: [Origin] = []
        origins.reserveCapacity(count)
        for _ in 0..<count { origins.append(try bytes.origin(at: &position)) }
        try bytes.expectEnd(at: position)
        return origins
    }
}

extension [UInt8] {
    /// A byte (1: in force), the arrival as a zigzag, the sender's 16 bytes.
    fileprivate mutating func append(_ origin: ReportsPart.Origin) {
        append(origin.isInForce ? 1 : 0)
        appendZigzag(origin.receivedAtMilliseconds)
        append(contentsOf: origin.sender)
    }
}

extension Span where Element == UInt8 {
    fileprivate func origin(at position: inout Int) throws(WireError) -> ReportsPart.Origin {
        let standing: UInt8 = try integer(at: &position)
        guard standing <= 1 else { throw .badValue(what: "standing of a report", value: Int64(standing)) }
        let receivedAt = try zigzag(at: &position)
        let sender = position..<(position + ReportsPart.Origin.senderBytes)
        guard sender.upperBound <= count else { throw .truncated }
        position = sender.upperBound
        return ReportsPart.Origin(
            receivedAtMilliseconds: receivedAt, sender: bytes(sender), isInForce: standing == 1)
    }
}
