import Journal
import NIOCore
import NIOPosix
import RawConnections
import Testing
import Transport
import Wire

@testable import Collector

struct ServiceTests {
    let folder: Folder
    let journal: SQLiteJournal

    init() throws {
        folder = try Folder()
        journal = try folder.journal()
    }

    @Test func `A service that ends answers what it took and says goodbye to everybody`() async throws {
        let gated = GatedJournal(journal)
        var appends = gated.appends.makeAsyncIterator()
        var clients: [RawClient] = []
        try await RunningCollector.with(gated) { port in
            let sender = try await RawClient.greeted(port, .sender)
            sender.send(Samples.batch(1, [try Samples.event(1)]))
            #expect(await appends.next(isolation: #isolation) == 1)
            clients = [
                sender, try await RawClient.greeted(port, .follower),
                try await RawClient.greeted(port, .operator),
            ]
            gated.open()
        }
        #expect(try await clients[0].ack().batch == 1)
        for client in clients { #expect(try await client.goAway().outcome == .draining) }
    }

    @Test func `One connection too many is told so, and the others go on`() async throws {
        var limits = Limits()
        limits.connections = 2
        try await RunningCollector.with(journal, limits: limits) { port in
            let first = try await RawClient.greeted(port, .sender)
            let second = try await RawClient.greeted(port, .sender)
            let third = try await RawClient(port: port)
            #expect(try await third.goAway().outcome == .tooManyConnections)
            for client in [first, second] {
                client.send(Samples.batch(1, [try Samples.event(1)]))
                #expect(try await client.ack().batch == 1)
            }
        }
    }

    @Test func `A port that is in use is named`() async throws {
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let error = await #expect(throws: CollectorError.self) {
            try await RunningCollector.with(journal, port: port) { _ in }
        }
        #expect(
            error?.description.hasPrefix("--listen 127.0.0.1:\(port): another program listens there") == true)
        try await listener.close()
    }

    @Test func `Small budgets delay senders and lose nothing`() async throws {
        var limits = Limits()
        limits.unansweredBytes = 2_000
        limits.totalUnansweredBytes = 3_000
        let reports = try (1...300).map { try Samples.event($0, value: Int64($0 * $0 * $0 % 4_999_999)) }
        try await RunningCollector.with(journal, limits: limits) { port in
            var clients: [RawClient] = []
            for _ in 1...8 { clients.append(try await RawClient.greeted(port, .sender)) }
            for number in 1...20 as ClosedRange<UInt64> {
                for client in clients { client.send(Samples.batch(number, reports)) }
            }
            for client in clients {
                for number in 1...20 as ClosedRange<UInt64> {
                    #expect(try await client.ack().batch == number)
                }
            }
        }
        #expect(journal.extent.headPosition == 160)
    }
}
