import Specification
import Testing
import Wire

/// The specification's vectors, read by the messages' own types.
@Suite struct VectorTests {
    @Test(arguments: Vectors.messages)
    func `Every valid message is read, and written as it stands`(message: String) throws {
        let vectors = try Vectors.valid(message)
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let written = try Self.rewritten(message, Array(hex: vector.bytes))
            #expect(written.hex == vector.written ?? vector.bytes, "\(message): \(vector.name)")
        }
    }

    @Test(arguments: Vectors.messages)
    func `Every invalid message is refused with its outcome`(message: String) throws {
        let vectors = try Vectors.invalid(message)
        #expect(!vectors.isEmpty)
        for vector in vectors {
            let error = #expect(throws: WireError.self, "\(message): \(vector.name)") {
                try Self.rewritten(message, Array(hex: vector.bytes))
            }
            #expect(error?.outcome.description == vector.outcome, "\(message): \(vector.name)")
        }
    }

    @Test(arguments: Vectors.messages)
    func `A valid message cut short is refused, or ends between two of its fields`(message: String) throws {
        for vector in try Vectors.valid(message) where vector.fields != nil {
            let bytes = Array(hex: vector.bytes)
            let ends = Self.fieldEnds(bytes)
            for length in 0..<bytes.count where !ends.contains(length) {
                #expect(throws: WireError.self, "\(message): \(vector.name) cut at \(length)") {
                    try Self.rewritten(message, Array(bytes[..<length]))
                }
            }
        }
    }

    /// Where a field ends and the next may begin.
    private static func fieldEnds(_ bytes: [UInt8]) -> Set<Int> {
        var ends: Set<Int> = [0]
        var position = 0
        while position < bytes.count, (try? bytes.span.varint(at: &position)) != nil,
            let payload = try? bytes.span.prefixed(at: &position)
        {
            ends.insert(payload.upperBound)
        }
        return ends
    }

    /// Reads a body as the message of that name, and writes what was read.
    static func rewritten(_ message: String, _ body: [UInt8]) throws(WireError) -> [UInt8] {
        let bytes = body.span
        switch message {
        case "hello": return try Hello(body: bytes).body
        case "welcome": return try Welcome(body: bytes).body
        case "ack": return try Ack(body: bytes).body
        case "follow": return try Follow(body: bytes).body
        case "following": return try Following(body: bytes).body
        case "entry":
            var entry = try Entry(body: bytes)
            entry.content = try EntryContent(bytes: entry.content.span).bytes
            return entry.body
        case "progress": return try Progress(body: bytes).body
        case "query": return try Query(body: bytes).body
        case "result": return try ResultPart(body: bytes).body
        case "status": return try StatusReport(body: bytes).body
        case "ping", "pong": return try Ping(body: body).body
        case "goaway": return try GoAway(body: bytes).body
        case "export": return try Export(body: bytes).body
        case "reports": return try ReportsPart(body: bytes, reportLimit: 10_000).body
        case "catalogue" where body.isEmpty: return []
        case "catalogue": return try CatalogueFile(body: bytes).body
        default:
            Issue.record("no message is called \(message)")
            return []
        }
    }
}
