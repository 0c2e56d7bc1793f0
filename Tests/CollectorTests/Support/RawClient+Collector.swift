import RawConnections
import Testing
import Wire

extension RawClient {
    /// Connected and welcomed.
    static func greeted(_ port: Int, _ role: Hello.Role, known: [ChainMark] = []) async throws -> RawClient {
        let client = try await RawClient(port: port)
        client.send(Frame(.hello, try Samples.hello(role, known: known).body))
        let welcome = try await client.next()
        #expect(welcome?.type == .welcome)
        return client
    }

    func ack() async throws -> Ack {
        let frame = try #require(try await next())
        try #require(frame.type == .ack, "\(frame.type)")
        return try Ack(body: frame.body.span)
    }

    /// The goodbye, and that nothing comes behind it.
    func goAway() async throws -> Failure {
        let frame = try #require(try await next())
        try #require(frame.type == .goAway, "\(frame.type)")
        #expect(try await next() == nil)
        return try GoAway(body: frame.body.span).failure
    }

    func entry() async throws -> Entry {
        let frame = try #require(try await next())
        try #require(frame.type == .entry, "\(frame.type)")
        return try Entry(body: frame.body.span)
    }

    func status() async throws -> [String: StatusReport.Value] {
        send(Frame(.status))
        let frame = try #require(try await next())
        try #require(frame.type == .status, "\(frame.type)")
        let items = try StatusReport(body: frame.body.span).items
        return Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
