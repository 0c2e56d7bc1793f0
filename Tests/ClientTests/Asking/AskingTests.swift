import Catalogue
import Testing
import Transport
import Wire

@testable import Client

/// What our own client owes a service, with services that say exactly what a test wants.
@Suite struct AskingTests {
    private static let query = Query(items: ["EC_POP"])
    private static let table = ResultTable(
        columns: [.init(name: "EC_POP", kind: .integer)], answeredAtMilliseconds: 5)

    private static func welcome(version: UInt64 = 1) -> Frame {
        let limits = Welcome.Limits(
            bodyBytes: 65_536, inflatedBytes: 65_536, reportsPerBatch: 0, unansweredBytes: 65_536,
            idleMilliseconds: 60_000)
        let catalogue = CatalogueMark(version: 1, digest: [UInt8](repeating: 0, count: 32))
        return Frame(
            .welcome,
            Welcome(catalogue: catalogue, clockMilliseconds: 0, limits: limits, version: version).body)
    }

    private static func part(_ part: ResultPart) -> Frame { Frame(.result, part.body) }

    private static func ask(_ endpoint: Endpoint) async throws -> ResultTable {
        try await Asking(endpoint, catalogue: try Catalogue.shipped()).query(query)
    }

    @Test func `An answer that breaks off before its end is none [A17]`() async throws {
        let whole = [Self.part(.head(Self.table)), Self.part(.rows([[.number(7)]])), Self.part(.end)]
        for length in 0..<whole.count {
            await #expect(throws: ClientError.self, "\(length) parts") {
                try await ScriptedService.with([[Self.welcome()], Array(whole.prefix(length))]) {
                    try await Self.ask($0)
                }
            }
        }
        let answer = try await ScriptedService.with([[Self.welcome()], whole]) { try await Self.ask($0) }
        #expect(answer.result.rows == [[.number(7)]])
        #expect(answer.received.map(\.type) == [.hello, .query])
    }

    @Test func `A failure in the middle of an answer ends it [A17]`() async throws {
        let failure = Failure(outcome: .badQuery, message: "it cannot be added up")
        let script = [[Self.welcome()], [Self.part(.head(Self.table)), Self.part(.failure(failure))]]
        let error = await #expect(throws: ClientError.self) {
            try await ScriptedService.with(script) { try await Self.ask($0) }
        }
        #expect(error?.description.contains("it cannot be added up") == true)
    }

    @Test func `A ping within an answer gets a pong with its body [A19]`() async throws {
        let script = [
            [Self.welcome()], [Self.part(.head(Self.table)), Frame(.ping, [1, 2, 3])], [Self.part(.end)],
        ]
        let answer = try await ScriptedService.with(script) { try await Self.ask($0) }
        #expect(answer.received.last == Frame(.pong, [1, 2, 3]))
        #expect(CollectorAnswer(Frame(.ping, [4])) == .ping([4]))
    }

    @Test(arguments: [0, 2, .max] as [UInt64])
    func `A welcome of a version that was not offered ends the connection [V2]`(version: UInt64) async {
        let error = await #expect(throws: ClientError.self) {
            try await ScriptedService.with([[Self.welcome(version: version)], []]) {
                try await Self.ask($0)
            }
        }
        #expect(error?.description.contains("version \(version)") == true)
    }

    @Test func `An answer may be longer than what the service takes [L3]`() async throws {
        var long = Self.table
        long.notes = [String(repeating: "数", count: 1 << 20)]
        let script = [[Self.welcome()], [Self.part(.head(long)), Self.part(.end)]]
        let answer = try await ScriptedService.with(script) { try await Self.ask($0) }
        #expect(answer.result == long)
    }
}
