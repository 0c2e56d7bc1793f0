import Journal
import RawConnections
import Specification
import Testing
import Wire

@testable import Collector

/// Every invalid vector that a collector can be sent, over a socket, with more behind it.
struct BadVectorTests {
    struct Case {
        let name: String
        let role: Hello.Role?
        let bytes: [UInt8]
        let outcome: String
    }

    private static func cases() throws -> [Case] {
        var cases: [Case] = []
        for vector in try Vectors.invalid("frame") {
            cases.append(
                Case(
                    name: vector.name, role: .sender, bytes: Array(hex: vector.bytes), outcome: vector.outcome
                ))
        }
        let messages: [(String, FrameType, Hello.Role?)] = [
            ("hello", .hello, nil), ("batch", .batch, .sender), ("follow", .follow, .follower),
            ("ping", .ping, .operator),
        ]
        for (message, type, role) in messages {
            for vector in try Vectors.invalid(message) {
                let frame = Frame(type, Array(hex: vector.bytes))
                cases.append(
                    Case(
                        name: "\(message): \(vector.name)", role: role, bytes: frame.bytes,
                        outcome: vector.outcome))
            }
        }
        return cases
    }

    @Test
    func `Every invalid vector gets its code while a neighbour is served, and nothing else ends [L1] [L2]`()
        async throws
    {
        let folder = try Folder()
        let journal = try folder.journal()
        var limits = Limits()
        // What the vectors suppose.
        limits.inflatedBytes = 1 << 20
        limits.reportsPerBatch = 10
        // Unread, it would take the goodbye back when the socket is closed. A batch is judged while it comes, so it must
        // not be wrong by itself.
        let rest = [[UInt8]](repeating: Frame(.pong).bytes, count: 12_000).flatMap { $0 }
        let cases = try Self.cases()
        #expect(cases.count > 140)
        try await RunningCollector.with(journal, limits: limits) { port in
            let neighbour = try await RawClient.greeted(port, .sender)
            for (index, bad) in cases.enumerated() {
                let client =
                    if let role = bad.role { try await RawClient.greeted(port, role) } else {
                        try await RawClient(port: port)
                    }
                client.send(bad.bytes + rest)
                let number = UInt64(index) + 1
                neighbour.send(Samples.batch(number, [try Samples.event(number)]))
                #expect(try await neighbour.ack().batch == number)
                let frame = try #require(try await client.next(), "\(bad.name): no answer")
                #expect(frame.type == .goAway && frame.body.count < 1_024, "\(bad.name): \(frame.type)")
                let failure = try GoAway(body: frame.body.span).failure
                #expect(failure.outcome.description == bad.outcome, "\(bad.name): \(failure.message)")
                #expect(try await client.next() == nil, "\(bad.name)")
                client.close()
            }
        }
        #expect(journal.extent.headPosition == UInt64(cases.count))
    }
}
