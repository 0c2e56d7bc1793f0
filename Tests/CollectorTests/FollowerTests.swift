import Journal
import RawConnections
import Testing
import Wire

@testable import Collector

struct FollowerTests {
    let folder: Folder
    let journal: SQLiteJournal

    init() throws {
        folder = try Folder()
        journal = try folder.journal()
    }

    private func append(_ count: Int) throws -> [ChainMark] {
        let entries = (0..<count).map { number in
            PendingEntry(
                sender: Array(1...16), receivedAtMilliseconds: Int64(number), catalogueVersion: 1,
                refusals: [],
                batch: Frame(.batch, [UInt8(number)]))
        }
        return try journal.append(entries, progress: [])
    }

    private func follow(_ client: RawClient, _ mark: ChainMark?, name: String = "a") async throws -> Following
    {
        client.send(Frame(.follow, Follow(name: name, mark: mark).body))
        let frame = try #require(try await client.next())
        try #require(frame.type == .following)
        return try Following(body: frame.body.span)
    }

    @Test func `A follower without a mark gets everything, and what comes later at once`() async throws {
        let marks = try append(3)
        try await RunningCollector.with(journal) { port in
            let follower = try await RawClient.greeted(port, .follower)
            let following = try await follow(follower, nil)
            #expect(
                following == Following(journal: journal.id, nextPosition: 1, headPosition: 3, continues: true)
            )
            for mark in marks {
                let entry = try await follower.entry()
                #expect(entry.digest == mark.digest)
                #expect(entry.headPosition == 3)
                let content = try EntryContent(bytes: entry.content.span)
                #expect(content.position == mark.at.position)
            }
            let sender = try await RawClient.greeted(port, .sender)
            for number in 1...5 as ClosedRange<UInt64> {
                let batch = Samples.batch(number, [try Samples.event(number)])
                sender.send(batch)
                let entry = try await follower.entry()
                let content = try EntryContent(bytes: entry.content.span)
                #expect(content.position == 3 + number)
                #expect(content.batch == batch)
                #expect(try await sender.ack().batch == number)
            }
        }
    }

    @Test func `A follower goes on behind its mark`() async throws {
        let marks = try append(5)
        try await RunningCollector.with(journal) { port in
            let follower = try await RawClient.greeted(port, .follower)
            let following = try await follow(follower, marks[2])
            #expect(following.continues)
            #expect(following.nextPosition == 4)
            #expect(try await follower.entry().digest == marks[3].digest)
        }
    }

    @Test func `A mark that is not of this journal begins again at the oldest entry [A13]`() async throws {
        let marks = try append(2)
        var otherDigest = marks[0]
        otherDigest.digest[0] ^= 1
        var otherJournal = marks[0]
        otherJournal.at.journal = JournalID(high: 1, low: 2)
        var beyond = marks[1]
        beyond.at.position = .max
        let strange = [otherDigest, otherJournal, beyond]
        try await RunningCollector.with(journal) { port in
            for mark in strange {
                let follower = try await RawClient.greeted(port, .follower)
                let following = try await follow(follower, mark)
                #expect(!following.continues)
                #expect(following.nextPosition == 1)
                #expect(try await follower.entry().digest == marks[0].digest)
            }
        }
    }

    @Test func `More entries than one read takes come complete and in order [A14]`() async throws {
        let entries = (0..<40).map { number in
            PendingEntry(
                sender: Array(1...16), receivedAtMilliseconds: 0, catalogueVersion: 1, refusals: [],
                batch: Frame(.batch, [UInt8](repeating: UInt8(number), count: 200_000)))
        }
        let marks = try journal.append(entries, progress: [])
        try await RunningCollector.with(journal) { port in
            let follower = try await RawClient.greeted(port, .follower)
            _ = try await follow(follower, nil)
            for mark in marks { #expect(try await follower.entry().digest == mark.digest) }
        }
    }

    @Test func `Progress is kept under the follower's name and shown in the status`() async throws {
        _ = try append(4)
        let progress = Progress(durablePosition: 3, backedUpPosition: 2)
        let gated = GatedJournal(journal, isOpen: true)
        var appends = gated.appends.makeAsyncIterator()
        try await RunningCollector.with(gated) { port in
            let follower = try await RawClient.greeted(port, .follower)
            _ = try await follow(follower, nil, name: "city")
            for _ in 1...4 { _ = try await follower.entry() }
            follower.send(Frame(.progress, progress.body))
            #expect(await appends.next(isolation: #isolation) == 0)
            // The next append begins when the one before it is done.
            let sender = try await RawClient.greeted(port, .sender)
            sender.send(Samples.batch(1, [try Samples.event(1)]))
            _ = try await sender.ack()
            let status = try await RawClient.greeted(port, .operator).status()
            #expect(status["follower"] == .text("city"))
            #expect(status["follower_durable_position"] == .number(3))
            #expect(status["follower_lag_entries"] == .number(2))
            #expect(status["head_position"] == .number(5))
            #expect(status["reports_accepted"] == .number(1))
        }
        #expect(try folder.journal().followers == [FollowerPosition(name: "city", progress: progress)])
    }

    @Test func `Progress beyond what was sent is refused [A24]`() async throws {
        _ = try append(2)
        try await RunningCollector.with(journal) { port in
            let follower = try await RawClient.greeted(port, .follower)
            _ = try await follow(follower, nil)
            for _ in 1...2 { _ = try await follower.entry() }
            follower.send(Frame(.progress, Progress(durablePosition: .max, backedUpPosition: 0).body))
            #expect(try await follower.goAway().outcome == .malformed)
        }
    }

    @Test func `A hello's marks are compared with the journal`() async throws {
        let marks = try append(2)
        var restored = marks[1]
        restored.digest[5] ^= 1
        var beyond = marks[1]
        beyond.at.position = 3
        var foreign = marks[1]
        foreign.at.journal = JournalID(high: 1, low: 1)
        try await RunningCollector.with(journal) { port in
            let same = try await welcome(port, known: [marks[0], marks[1]])
            #expect(same.mismatched == [])
            #expect(same.journal == Welcome.Journal(id: journal.id, oldestPosition: 1, headPosition: 2))
            #expect(try await welcome(port, known: [restored]).mismatched == [journal.id])
            #expect(try await welcome(port, known: [beyond]).mismatched == [journal.id])
            #expect(try await welcome(port, known: [foreign]).mismatched == [])
        }
    }

    private func welcome(_ port: Int, known: [ChainMark]) async throws -> Welcome {
        let client = try await RawClient(port: port)
        client.send(Frame(.hello, try Samples.hello(.sender, known: known).body))
        let frame = try #require(try await client.next())
        return try Welcome(body: frame.body.span)
    }
}
