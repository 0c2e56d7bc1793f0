package import Catalogue
package import Journal
package import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
package import Transport
internal import Wire

/// A collector: listens, journals what comes, answers when it is on disk, and lends the journal to followers.
package struct CollectorService: Service {
    private let endpoint: Endpoint
    private let catalogue: Catalogue
    private let journal: any Journal
    private let limits: Limits
    private let software: String
    private let clock: ServiceClock
    private let logger: Logger
    private let notices: [String]
    private let listening: @Sendable (Endpoint) -> Void

    /// How long what was begun may take to be answered once the service is told to end.
    private static let drainTime = TimeAmount.seconds(3)

    /// - Parameters:
    ///   - software: name and version of the program, for the welcome.
    ///   - notices: logged, one line each, once it listens.
    ///   - listening: called once connections are accepted, with the address (a port of 0 is known by then).
    package init(
        endpoint: Endpoint, catalogue: Catalogue, journal: any Journal, limits: Limits = Limits(),
        software: String, clock: ServiceClock, logger: Logger, notices: [String] = [],
        listening: @escaping @Sendable (Endpoint) -> Void = { _ in }
    ) {
        self.endpoint = endpoint
        self.catalogue = catalogue
        self.journal = journal
        self.limits = limits
        self.software = software
        self.clock = clock
        self.logger = logger
        self.notices = notices
        self.listening = listening
    }

    /// Returns once everybody was told goodbye after a graceful shutdown or a cancellation.
    ///
    /// - Throws: `CollectorError` where it cannot listen, `JournalError` once the journal can no longer be trusted.
    package func run() async throws {
        let (endings, ending) = AsyncStream.makeStream(of: JournalError?.self)
        let parts = makeParts { ending.yield($0) }
        parts.judging.start()
        parts.reading.start()
        let listener: any Channel
        do {
            listener = try await bind(parts)
        } catch {
            try await stopThreads(parts)
            throw CollectorError.cannotListen(endpoint, reason: Self.reason(error))
        }
        announce(Endpoint(host: endpoint.host, port: listener.localAddress?.port ?? endpoint.port))
        let fatal = await withGracefulShutdownHandler {
            await endings.first { _ in true } ?? nil
        } onGracefulShutdown: {
            ending.yield(nil)
        }
        try? await listener.close()
        // After a failed sync nobody is answered any more.
        if fatal != nil { parts.connections.closeAll() }
        await drain(parts, listener.eventLoop)
        try await stopThreads(parts)
        if let fatal { throw fatal }
    }

    private func announce(_ actual: Endpoint) {
        for notice in notices { logger.notice("\(notice)") }
        logger.notice(
            """
            listening on \(actual), journal \(journal.id) at position \(journal.extent.headPosition), \
            catalogue version \(catalogue.version)
            """)
        listening(actual)
    }

    private func makeParts(broke: @escaping @Sendable (JournalError) -> Void) -> CollectorParts {
        let connections = Connections()
        var deflater = Deflater()
        return CollectorParts(
            context: SessionContext(catalogue: catalogue.mark, limits: limits, software: software),
            catalogue: Frame(.catalogue, catalogue.file.body, deflater: &deflater),
            validator: Validator(catalogue), journal: journal,
            writer: JournalWriter(
                journal, retryWait: limits.retryWait, logger: logger, grew: { connections.journalGrew() },
                broke: broke),
            connections: connections,
            budget: ReadBudget(totalBytes: limits.totalUnansweredBytes),
            tally: Tally(), clock: clock, logger: logger,
            judging: NIOThreadPool(numberOfThreads: System.coreCount),
            reading: NIOThreadPool(numberOfThreads: 2), broke: broke)
    }

    private func bind(_ parts: CollectorParts) async throws -> any Channel {
        try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            // One read at a time, so that no connection can take more than a chunk beyond what it was granted.
            .childChannelOption(.maxMessagesPerRead, value: 1)
            .childChannelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(
                    minimum: 1_024, initial: 8_192, maximum: CollectorParts.chunkBytes)
            )
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConnectionHandler(parts))
                }
            }
            .bind(host: endpoint.host, port: endpoint.port).get()
    }

    private func drain(_ parts: CollectorParts, _ eventLoop: any EventLoop) async {
        let connections = parts.connections
        connections.drainAll()
        let deadline = eventLoop.scheduleTask(in: Self.drainTime) { connections.closeAll() }
        await connections.untilNone()
        deadline.cancel()
        await parts.writer.finish()
    }

    private func stopThreads(_ parts: CollectorParts) async throws {
        try await parts.judging.shutdownGracefully()
        try await parts.reading.shutdownGracefully()
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return error.errnoCode == EADDRINUSE
            ? "another program listens there. Stop it, or listen on another port" : String(describing: error)
    }
}
