import Catalogue
import RawConnections
import Seeds
import Specification
import Testing
import Wire

@testable import Aggregator

/// Every message that an aggregator reads, with one thing wrong with it: to the session alone, and over sockets beside a
/// neighbour who is served meanwhile.
@Suite struct BadMessageTests {
    private static let catalogue = CatalogueMark(version: 999, digest: [UInt8](repeating: 1, count: 32))

    private static func session(isGreeted: Bool) -> QuestionSession {
        var session = QuestionSession(catalogue: catalogue)
        if isGreeted {
            let hello = Hello(role: .operator, clientID: Array(0..<16), catalogue: catalogue)
            #expect(session.received(.hello, hello.body) == .welcome)
        }
        return session
    }

    private static func failure(_ action: QuestionSession.Action) -> Failure? {
        if case .part(let failure) = action { failure } else { nil }
    }

    private static let types: [String: FrameType] = ["hello": .hello, "query": .query, "export": .export]

    @Test(arguments: ["hello", "query", "export"])
    func `A message with one thing wrong is refused with its code [L1]`(message: String) throws {
        let model = try FieldModel()
        for vector in try Vectors.valid(message) {
            for mutation in Mutations(model).all(of: Array(hex: vector.bytes), as: message) {
                var session = Self.session(isGreeted: message != "hello")
                let action = session.received(try #require(Self.types[message]), mutation.bytes)
                let what = "\(vector.name), \(mutation): \(action)"
                let failure = Self.failure(action)
                #expect((failure?.message.utf8.count ?? 0) <= 512, "\(what)")
                if !model.accepts(mutation.bytes, as: message) {
                    #expect(failure?.outcome == .malformed, "\(what)")
                } else if message == "query" {
                    #expect(failure == nil, "\(what)")
                } else if message == "export" {
                    // Well formed field by field; that a key needs a unit and one form, the fields alone do not say.
                    #expect(failure == nil || failure?.outcome == .malformed, "\(what)")
                } else {
                    // Well formed, but of a role or a version that is not served here.
                    let possible: [Outcome?] = [nil, .unsupportedVersion, .unexpectedMessage]
                    #expect(possible.contains(failure?.outcome), "\(what)")
                }
            }
        }
    }

    struct Case {
        let name: String
        let isGreeted: Bool
        let bytes: [UInt8]
        let outcome: String
    }

    private static func cases() throws -> [Case] {
        var cases = try Vectors.invalid("frame").map { vector in
            Case(
                name: vector.name, isGreeted: true, bytes: asQuery(Array(hex: vector.bytes)),
                outcome: vector.outcome)
        }
        let messages: [(String, FrameType)] = [
            ("hello", .hello), ("query", .query), ("export", .export), ("ping", .ping),
        ]
        for (message, type) in messages {
            for vector in try Vectors.invalid(message) {
                let frame = Frame(type, Array(hex: vector.bytes))
                cases.append(
                    Case(
                        name: "\(message): \(vector.name)", isGreeted: type != .hello, bytes: frame.bytes,
                        outcome: vector.outcome))
            }
        }
        return cases
    }

    /// A batch does not belong here, so what is wrong with it stands in a query; a header that was right stays so.
    private static func asQuery(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count >= FrameHeader.byteCount, bytes[5] == FrameType.batch.rawValue else { return bytes }
        var position = 20
        let checksum: UInt32? = try? bytes.span.integer(at: &position)
        guard checksum == Checksum.crc32(bytes.span.extracting(0..<20)) else { return bytes }
        var header = Array(bytes[..<20])
        header[5] = FrameType.query.rawValue
        header.appendInteger(Checksum.crc32(header.span))
        return header + bytes[FrameHeader.byteCount...]
    }

    private static func connect(_ port: Int) async throws -> RawClient {
        let catalogue = try Catalogue.shipped()
        let hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: CatalogueMark(version: UInt64(catalogue.version), digest: catalogue.digest))
        let client = try await RawClient(port: port)
        client.send(Frame(.hello, hello.body))
        #expect(try await client.next()?.type == .welcome)
        return client
    }

    @Test
    func
        `Every invalid vector gets its code while a neighbour is served, and nothing else ends [L1] [L2] [G1]`()
        async throws
    {
        var limits = QuestionLimits()
        // What the vectors suppose.
        limits.questionBytes = 1 << 20
        // Unread, it would take the goodbye back when the socket is closed.
        let rest = [[UInt8]](repeating: Frame(.pong).bytes, count: 40_000).flatMap { $0 }
        let cases = try Self.cases()
        #expect(cases.count > 150)
        try await RunningAggregator.with(limits: limits) { port in
            let neighbour = try await Self.connect(port)
            for bad in cases {
                let client =
                    bad.isGreeted ? try await Self.connect(port) : try await RawClient(port: port)
                client.send(bad.bytes + rest)
                neighbour.send(Frame(.status))
                #expect(try await neighbour.next()?.type == .status)
                let frame = try #require(try await client.next(), "\(bad.name): no answer")
                #expect(frame.type == .goAway && frame.body.count < 1_024, "\(bad.name): \(frame.type)")
                let body = frame.body
                let failure = try GoAway(body: body.span).failure
                #expect(failure.outcome.description == bad.outcome, "\(bad.name): \(failure.message)")
                #expect(try await client.next() == nil, "\(bad.name)")
                client.close()
            }
        }
    }

    @Test func `One operator too many is told so, whatever it has sent [L1]`() async throws {
        var limits = QuestionLimits()
        limits.connections = 1
        let rest = [[UInt8]](repeating: Frame(.pong).bytes, count: 40_000).flatMap { $0 }
        try await RunningAggregator.with(limits: limits) { port in
            let first = try await Self.connect(port)
            // Often, since whether a goodbye is lost depends on what the socket still holds at that moment.
            for _ in 0..<100 {
                let second = try await RawClient(port: port)
                second.send(rest)
                let frame = try #require(try await second.next())
                let body = frame.body
                #expect(try GoAway(body: body.span).failure.outcome == .tooManyConnections)
                second.close()
            }
            first.send(Frame(.status))
            #expect(try await first.next()?.type == .status)
        }
    }

    @Test func `Whoever says nothing is told that it took too long, before the hello and after it [L1]`()
        async throws
    {
        var limits = QuestionLimits()
        limits.helloMilliseconds = 100
        try await RunningAggregator.with(limits: limits) { port in
            let silent = try await RawClient(port: port)
            #expect(try await Self.goodbye(silent) == .timedOut)
        }
        limits = QuestionLimits()
        limits.idleMilliseconds = 300
        try await RunningAggregator.with(limits: limits) { port in
            let idle = try await Self.connect(port)
            #expect(try await Self.goodbye(idle) == .timedOut)
        }
    }

    private static func goodbye(_ client: RawClient) async throws -> Outcome? {
        guard let frame = try await client.next(), frame.type == .goAway else { return nil }
        let body = frame.body
        let failure = try GoAway(body: body.span).failure
        #expect(try await client.next() == nil)
        return failure.outcome
    }
}
