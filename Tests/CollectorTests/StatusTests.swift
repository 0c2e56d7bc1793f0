import Journal
import RawConnections
import Specification
import Testing
import Wire

@testable import Collector

/// What a collector says of itself against the specification's tables.
struct StatusTests {
    @Test func `Every figure is one of the specification's, and none is missing [S2]`() async throws {
        let folder = try Folder()
        let journal = try folder.journal()
        try await RunningCollector.with(journal) { port in
            let follower = try await RawClient.greeted(port, .follower)
            follower.send(Frame(.follow, Follow(name: "city", mark: nil).body))
            #expect(try await follower.next()?.type == .following)
            follower.send(Frame(.progress, Progress(durablePosition: 0, backedUpPosition: 0).body))
            // Its progress is stored before or with what is acknowledged after it.
            let sender = try await RawClient.greeted(port, .sender)
            follower.send(Frame(.ping))
            while try await follower.next()?.type != .pong {}
            sender.send(Samples.batch(1, [try Samples.event(1)]))
            _ = try await sender.ack()
            let figures = try await RawClient.greeted(port, .operator).status()
            let expected = try Specification.namedRows(of: "9-status.md").filter { $0[1] != "–" }
            #expect(
                Set(figures.keys.filter { !$0.hasPrefix("limit_") }) == Set(expected.map { $0[0] }))
            for row in expected {
                let isText = if case .text = figures[row[0]] { true } else { false }
                #expect(isText == row[3].hasPrefix("text"), "\(row[0])")
            }
        }
    }

    @Test func `The limits in force are shown, and by default they are those of the specification [L1]`()
        async throws
    {
        let folder = try Folder()
        let journal = try folder.journal()
        let defaults = try Specification.namedRows(of: "6-limits.md")
        #expect(defaults.count >= 16)
        try await RunningCollector.with(journal) { port in
            let figures = try await RawClient.greeted(port, .operator).status()
            let shown = figures.filter { $0.key.hasPrefix("limit_") }
            #expect(shown.count == defaults.filter { $0[1] != "–" }.count)
            for row in defaults where row[1] != "–" {
                let value = try #require(Int64(row[1].replacing(",", with: "")))
                #expect(shown[row[0]] == .number(value), "\(row[0])")
            }
        }
    }
}
