import Catalogue
import NIOCore
import Testing
import Transport
import Wire

@testable import Aggregator

/// Operators over real connections, with a service in this process.
@Suite struct OperatorTests {
    private static let unreached = Query(
        items: ["CP_FILED"], atLeast: [JournalPosition(journal: JournalID(high: 9, low: 9), position: 1)],
        waitMilliseconds: 600_000)

    @Test func `Operators who leave while their question waits free their places`() async throws {
        let catalogue = try Catalogue.shipped()
        let hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: catalogue.mark)
        var limits = QuestionLimits()
        limits.connections = 2
        try await RunningAggregator.with(limits: limits) { port in
            let endpoint = Endpoint(host: "127.0.0.1", port: port)
            for _ in 0..<4 {
                // Both places are taken by questions that will not be answered for ten minutes, and left.
                for _ in 0..<2 { try await Self.askAndLeave(endpoint, hello) }
            }
            #expect(try await Self.isAnswered(endpoint, hello))
        }
    }

    /// Tries again while the service has not yet noticed that somebody left.
    private static func askAndLeave(_ endpoint: Endpoint, _ hello: Hello) async throws {
        try await retrying {
            try await Connection.with(endpoint, hello: hello, silence: .seconds(60)) { _, _, outbound in
                try await outbound.write(Frame(.query, unreached.body))
            }
        }
    }

    private static func isAnswered(_ endpoint: Endpoint, _ hello: Hello) async throws -> Bool {
        try await retrying {
            try await Connection.with(endpoint, hello: hello, silence: .seconds(60)) { _, inbound, outbound in
                try await outbound.write(Frame(.status))
                return try await inbound.next(isolation: #isolation)?.type == .status
            }
        }
    }

    private static func retrying<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try await body()
            } catch let error as ConnectionError where error.isRetryable && .now < deadline {
                await Task.yield()
            }
        }
    }
}
