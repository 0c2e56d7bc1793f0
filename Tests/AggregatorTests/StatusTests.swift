import Catalogue
import RawConnections
import Specification
import Testing
import Wire

@testable import Aggregator

/// What an aggregator says of itself against the specification's tables.
@Suite struct StatusTests {
    private static func figures(_ port: Int) async throws -> [String: StatusReport.Value] {
        let catalogue = try Catalogue.shipped()
        let hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: CatalogueMark(version: UInt64(catalogue.version), digest: catalogue.digest))
        let client = try await RawClient(port: port)
        client.send(Frame(.hello, hello.body))
        #expect(try await client.next()?.type == .welcome)
        client.send(Frame(.status))
        let frame = try #require(try await client.next())
        let items = try StatusReport(body: frame.body.span).items
        return Dictionary(items.map { ($0.name, $0.value) }) { first, _ in first }
    }

    @Test func `Without a collector the figures are those that the specification has always [S2]`()
        async throws
    {
        try await RunningAggregator.with { port in
            let figures = try await Self.figures(port)
            let expected = try Specification.namedRows(of: "9-status.md").filter { $0[2] == "yes" }
            #expect(
                Set(figures.keys.filter { !$0.hasPrefix("limit_") }) == Set(expected.map { $0[0] }))
            #expect(figures["connections"] == .number(1))
        }
    }

    @Test func `The limits in force are shown, and by default they are those of the specification [L1]`()
        async throws
    {
        try await RunningAggregator.with { port in
            let shown = try await Self.figures(port).filter { $0.key.hasPrefix("limit_") }
            let defaults = try Specification.namedRows(of: "6-limits.md").filter { $0[2] != "–" }
            #expect(shown.count == defaults.count)
            for row in defaults {
                let value = try #require(Int64(row[2].replacing(",", with: "")))
                #expect(shown[row[0]] == .number(value), "\(row[0])")
            }
        }
    }
}
