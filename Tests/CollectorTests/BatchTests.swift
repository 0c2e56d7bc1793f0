import Catalogue
import GRDB
import RawConnections
import Testing
import Wire

@testable import Collector
@testable import Journal

struct BatchTests {
    let folder: Folder
    let journal: SQLiteJournal

    init() throws {
        folder = try Folder()
        journal = try folder.journal()
    }

    @Test func `A batch is acknowledged with its position, its digest and the collector's clock`()
        async throws
    {
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            for number in 1...3 as ClosedRange<UInt64> {
                client.send(Samples.batch(number, [try Samples.event(number)]))
                let digest = try await client.ack()
                let position = JournalPosition(journal: journal.id, position: number)
                let mark = ChainMark(at: position, digest: try #require(try journal.digest(at: number)))
                #expect(
                    digest
                        == Ack(
                            batch: number, result: .taken(mark: mark, refusals: []),
                            clockMilliseconds: Samples.now))
            }
        }
        #expect(try folder.journal().extent.headPosition == 3)
    }

    @Test func `The entry holds the batch as it came, with who sent it and which reports were refused`()
        async throws
    {
        let batch = Samples.batch(
            1, [try Samples.event(1), try Samples.event(2, value: 5_256_001), try Samples.event(3)])
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(batch)
            guard case .taken(_?, let refusals) = try await client.ack().result else {
                Issue.record("the batch was not journaled")
                return
            }
            #expect(refusals.map(\.index) == [1])
            #expect(refusals.map(\.outcome) == [.outOfBounds])
            #expect(refusals.first?.message.contains("CP_MINUTES") == true)
        }
        let stored = try #require(try journal.entries(from: 1, count: 1, bytes: 1).first)
        let expected = EntryContent(
            position: 1, sender: Array(1...16), receivedAtMilliseconds: Samples.now,
            catalogueVersion: UInt64(try Catalogue.shipped().version),
            refusals: [Refusal(index: 1, outcome: .outOfBounds, message: "")], batch: batch)
        #expect(try EntryContent(bytes: stored.content.span) == expected)
    }

    @Test func `A batch of refused reports alone is answered and not journaled [A10]`() async throws {
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(Samples.batch(1, [try Samples.event(1, value: -1), try Samples.event(2, unit: "x")]))
            guard case .taken(nil, let refusals) = try await client.ack().result else {
                Issue.record("the batch was journaled")
                return
            }
            #expect(refusals.map(\.outcome) == [.outOfBounds, .badUnitCode])
            #expect(journal.extent.headPosition == 0)
            client.send(Samples.batch(2, [try Samples.event(3)]))
            guard case .taken(let mark?, []) = try await client.ack().result else {
                Issue.record("the batch after it was not journaled")
                return
            }
            #expect(mark.at.position == 1)
        }
    }

    @Test func `Nothing is acknowledged before its transaction is done [A6]`() async throws {
        let gated = GatedJournal(journal)
        var appends = gated.appends.makeAsyncIterator()
        try await RunningCollector.with(gated) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(Samples.batch(1, [try Samples.event(1)]))
            #expect(await appends.next(isolation: #isolation) == 1)
            client.send(Frame(.ping))
            #expect(try await client.next()?.type == .pong)
            #expect(journal.extent.headPosition == 0)
            gated.open()
            #expect(try await client.ack().batch == 1)
            #expect(journal.extent.headPosition == 1)
        }
    }

    @Test func `A batch out of turn ends the connection and stores nothing [A5]`() async throws {
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(Samples.batch(2, [try Samples.event(1)]))
            let failure = try await client.goAway()
            #expect(failure.outcome == .malformed)
            #expect(failure.message.contains("batch number 2 came where 1 was expected"))
        }
        #expect(journal.extent.headPosition == 0)
    }

    @Test func `A full disk is answered with a wait, and the same batch is taken when there is space`()
        async throws
    {
        try limitPages(growth: 0)
        // Values that do not compress to a page: the square of each number, modulo a prime.
        let large = try (1...4_000).map { try Samples.event($0, value: Int64($0 * $0 * $0 % 4_999_999)) }
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(Samples.batch(1, large))
            guard case .refused(let failure) = try await client.ack().result else {
                Issue.record("a full disk took a batch of \(Samples.batch(1, large).body.count) bytes")
                return
            }
            #expect(failure.outcome == .retryAfter)
            #expect(failure.waitMilliseconds == 1_000)
            try limitPages(growth: 1_000)
            client.send(Samples.batch(2, large))
            guard case .taken(let mark?, []) = try await client.ack().result else {
                Issue.record("the batch was not taken")
                return
            }
            #expect(mark.at.position == 1)
        }
    }

    @Test func `A journal that cannot be trusted ends the service, and nothing more is answered`()
        async throws
    {
        await #expect(throws: JournalError.self) {
            try await RunningCollector.with(journal) { port in
                let client = try await RawClient.greeted(port, .sender)
                try journal.pool.close()
                client.send(Samples.batch(1, [try Samples.event(1)]))
                #expect(try await client.next() == nil)
            }
        }
    }

    private func limitPages(growth: Int) throws {
        try journal.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + growth)")
        }
    }
}
