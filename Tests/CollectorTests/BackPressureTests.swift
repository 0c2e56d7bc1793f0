import Catalogue
import Journal
import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Testing
import Wire

@testable import Collector

/// One connection's handler on an embedded channel: counts how often it asks for bytes.
struct BackPressureTests {
    private final class Reads: ChannelOutboundHandler {
        typealias OutboundIn = ByteBuffer
        var count = 0
        func read(context: ChannelHandlerContext) {
            count += 1
            context.read()
        }
    }

    private static func parts(_ journal: any Journal) throws -> CollectorParts {
        let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        let limits = Limits()
        let catalogue = try Catalogue.shipped()
        return CollectorParts(
            context: SessionContext(
                catalogue: try Samples.hello(.sender).catalogue, limits: limits, software: "tests"),
            catalogue: Frame(.catalogue, catalogue.file.body), validator: Validator(catalogue),
            journal: journal,
            writer: JournalWriter(journal, retryWait: .seconds(1), logger: logger, grew: {}, broke: { _ in }),
            connections: Connections(),
            budget: ReadBudget(totalBytes: limits.totalUnansweredBytes),
            tally: Tally(), clock: .system(), logger: logger, judging: NIOThreadPool(numberOfThreads: 1),
            reading: NIOThreadPool(numberOfThreads: 1), broke: { _ in })
    }

    @Test func `A client that never reads is not read from, until it reads again [A11]`() throws {
        let folder = try Folder()
        let parts = try Self.parts(try folder.journal())
        let reads = Reads()
        let channel = EmbeddedChannel(handlers: [reads, ConnectionHandler(parts)])
        try channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try channel.writeInbound(ByteBuffer(bytes: Frame(.hello, try Samples.hello(.operator).body).bytes))
        channel.read()
        let before = reads.count
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        for _ in 1...100 { channel.read() }
        #expect(reads.count == before)
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        #expect(reads.count == before + 1)
        _ = try channel.finish(acceptAlreadyClosed: true)
    }
}
