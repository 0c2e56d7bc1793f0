internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Statistics
internal import Transport
internal import Wire

/// Listens for operators and answers them, each connection in a task of its own.
struct QuestionServer: Service {
    let listen: Endpoint
    let catalogue: CatalogueFile
    let limits: QuestionLimits
    let answerer: Answerer
    let status: AggregatorStatus
    let logger: Logger
    let milliseconds: @Sendable () -> Int64
    let software: String
    /// Told the port once it is open.
    let onListening: @Sendable (Int) -> Void

    private typealias Operator = NIOAsyncChannel<Frame, Frame>

    /// A connection and its decoder, whose limits rise once the hello was accepted.
    private struct Accepted: Sendable {
        let connection: Operator
        let decoder: NIOLoopBound<FrameDecoder>
        let parting: NIOLoopBound<PartingHandler>
    }

    func run() async throws {
        let open = OpenConnections(limit: limits.connections)
        let (connections, accepting) = AsyncStream.makeStream(of: Accepted.self)
        let listener = try await bind(accepting)
        onListening(listener.localAddress?.port ?? listen.port)
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { tasks in
                for await accepted in connections {
                    tasks.addTask { await serve(accepted, open) }
                }
                // Nobody is waited for: whoever is still connected hears why and is closed.
                await open.close(
                    sayingGoAway: Failure(
                        outcome: .draining, message: "the aggregator is stopping", waitMilliseconds: 1_000))
                tasks.cancelAll()
            }
        } onGracefulShutdown: {
            listener.close(promise: nil)
            accepting.finish()
        }
    }

    /// Connections are handed over by a stream of our own: NIO's loses one that is accepted while it ends, and a lost
    /// `NIOAsyncChannel` ends the process.
    private func bind(_ accepting: AsyncStream<Accepted>.Continuation) async throws -> any Channel {
        let helloDeadline = Int64(limits.helloMilliseconds)
        let idle = TimeAmount.milliseconds(Int64(limits.idleMilliseconds))
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = FrameDecoder(limits: .beforeHello)
                    let parting = PartingHandler()
                    try channel.pipeline.syncOperations.addHandlers(
                        parting, IdleStateHandler(allTimeout: idle), IdleCloser(parting),
                        ByteToMessageHandler(decoder), MessageToByteHandler(FrameEncoder()))
                    let silence = NIOLoopBound(decoder, eventLoop: channel.eventLoop)
                    channel.eventLoop.scheduleTask(in: .milliseconds(helloDeadline)) {
                        guard silence.value.limits == .beforeHello else { return }
                        channel.pipeline.fireUserInboundEventTriggered(IdleStateHandler.IdleStateEvent.all)
                    }
                    let accepted = Accepted(
                        connection: try Operator(wrappingChannelSynchronously: channel),
                        decoder: NIOLoopBound(decoder, eventLoop: channel.eventLoop),
                        parting: NIOLoopBound(parting, eventLoop: channel.eventLoop))
                    if case .terminated = accepting.yield(accepted) {
                        Task { try? await accepted.connection.executeThenClose { _, _ in } }
                    }
                }
            }
        do {
            return try await bootstrap.bind(host: listen.host, port: listen.port).get()
        } catch {
            throw ListenError(listen: listen, reason: "\(error)")
        }
    }

    private func serve(_ accepted: Accepted, _ open: OpenConnections) async {
        let channel = accepted.connection.channel
        do {
            try await accepted.connection.executeThenClose { inbound, outbound in
                guard await open.add(channel) else {
                    return try await part(
                        accepted,
                        Failure(
                            outcome: .tooManyConnections,
                            message: "\(limits.connections) operators are connected, more are not permitted",
                            waitMilliseconds: 1_000))
                }
                do {
                    guard let failure = try await converse(inbound, outbound, accepted, open) else { return }
                    try await part(accepted, failure)
                } catch let error as WireError {
                    try await part(accepted, Failure(error))
                }
            }
        } catch {
            logger.debug("an operator's connection ended: \(error)")
        }
        await open.remove(channel)
    }

    /// Says why it ends, and returns when the connection is closed.
    private func part(_ accepted: Accepted, _ failure: Failure) async throws {
        let channel = accepted.connection.channel
        try await channel.eventLoop.submit { accepted.parting.value.part(failure) }.get()
        try await channel.closeFuture.get()
    }

    /// Until the operator leaves.
    ///
    /// - Returns: why the connection has to end; nil where the other side has ended it.
    private func converse(
        _ inbound: NIOAsyncChannelInboundStream<Frame>, _ outbound: NIOAsyncChannelOutboundWriter<Frame>,
        _ accepted: Accepted, _ open: OpenConnections
    ) async throws -> Failure? {
        let channel = accepted.connection.channel
        var session = QuestionSession(catalogue: catalogue.mark)
        var answerer = answerer
        var deflater = Deflater()
        for try await frame in inbound {
            var inflater = Inflater()
            switch session.received(frame.type, try frame.plainBody(&inflater)) {
            case .welcome:
                answerer.languages = session.languages
                try await channel.eventLoop.submit { accepted.decoder.value.limits = limits.frame }.get()
                try await outbound.write(Frame(.welcome, welcome.body))
            case .answer(let query):
                for part in parts(await answer(query, by: answerer, while: channel)) {
                    try await outbound.write(Frame(.result, part.body, deflater: &deflater))
                }
            case .export(let export):
                try await Exporter(answerer).answer(export) { part in
                    try await outbound.write(Frame(.reports, part.body, deflater: &deflater))
                }
            case .status:
                let report = await status.report(connections: await open.count)
                try await outbound.write(Frame(.status, report.body))
            case .catalogue:
                try await outbound.write(Frame(.catalogue, catalogue.body, deflater: &deflater))
            case .pong(let body): try await outbound.write(Frame(.pong, body))
            case .ignore: break
            case .part(let failure): return failure
            case .close: return nil
            }
        }
        return nil
    }

    /// A question may wait long for its positions; whoever has left waits for nothing and frees the place.
    private func answer(
        _ query: Query, by answerer: Answerer, while channel: any Channel
    ) async -> Result<ResultTable, Failure> {
        let answering = Task { await answerer.answer(query) }
        channel.closeFuture.whenComplete { _ in answering.cancel() }
        return await withTaskCancellationHandler {
            await answering.value
        } onCancel: {
            answering.cancel()
        }
    }

    private func parts(_ answer: Result<ResultTable, Failure>) -> [ResultPart] {
        switch answer {
        case .success(let table): ResultPart.parts(of: table)
        case .failure(let failure): [.failure(failure)]
        }
    }

    private var welcome: Welcome {
        Welcome(
            catalogue: catalogue.mark, clockMilliseconds: milliseconds(), limits: limits.advertised,
            software: software)
    }
}

extension QuestionServer: CustomStringConvertible {
    /// The service group names its services by their descriptions, and the default one would print all units.
    var description: String { "QuestionServer" }
}

private struct ListenError: Error, CustomStringConvertible {
    let listen: Endpoint
    let reason: String

    var description: String {
        "--listen \(listen): cannot listen there: \(reason). Is another service running? Stop it or name another port."
    }
}
