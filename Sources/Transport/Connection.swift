internal import Foundation
package import NIOCore
internal import NIOPosix
package import Wire

/// A connection as its opener sees it: a hello and a welcome first, then frames both ways.
package enum Connection {
    package typealias Channel = NIOAsyncChannel<Frame, Frame>
    package typealias Inbound = NIOAsyncChannelInboundStream<Frame>.AsyncIterator
    package typealias Outbound = NIOAsyncChannelOutboundWriter<Frame>

    /// The longest answers that an opener takes: what services send is bounded by what they took.
    private static let limits = FrameHeader.Limits(bodyBytes: 64 << 20, inflatedBytes: 64 << 20)

    /// Connects, greets, and lends the connection to `body`; it is closed when `body` returns or throws.
    ///
    /// - Parameter silence: the longest time without a byte from the service before it is taken for gone.
    /// - Throws: `ConnectionError` while connecting, while greeting and on silence, and whatever `body` throws.
    package static func with<Result: Sendable>(
        _ endpoint: Endpoint, hello: Hello, silence: TimeAmount,
        _ body: (Welcome, inout Inbound, Outbound) async throws -> Result
    ) async throws -> Result {
        let channel = try await open(endpoint, silence)
        return try await channel.executeThenClose { inbound, outbound in
            var frames = inbound.makeAsyncIterator()
            let welcome = try await greet(endpoint, hello, &frames, outbound)
            return try await body(welcome, &frames, outbound)
        }
    }

    private static let connectTimeout = TimeAmount.seconds(5)

    private static func open(_ endpoint: Endpoint, _ silence: TimeAmount) async throws -> Channel {
        do {
            return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(connectTimeout)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: endpoint.host, port: endpoint.port) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandlers(
                            IdleStateHandler(readTimeout: silence), SilenceBreaker(endpoint),
                            ByteToMessageHandler(FrameDecoder(limits: limits)),
                            MessageToByteHandler(FrameEncoder()))
                        return try Channel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            throw ConnectionError.unreachable(endpoint, reason: Self.reason(error))
        }
    }

    /// What the system said, without the layers around it.
    private static func reason(_ error: any Error) -> String {
        guard let error = error as? NIOConnectionError else { return "\(error)" }
        if error.connectionErrors.isEmpty, error.dnsAError ?? error.dnsAAAAError != nil {
            return "no address is known for \(error.host)"
        }
        switch error.connectionErrors.first?.error {
        case let failure as IOError: return unsafe String(cString: strerror(failure.errnoCode))
        case let failure?: return "\(failure)"
        case nil: return "\(error)"
        }
    }

    private static func greet(
        _ endpoint: Endpoint, _ hello: Hello, _ frames: inout Inbound, _ outbound: Outbound
    ) async throws -> Welcome {
        do {
            try await outbound.write(Frame(.hello, hello.body))
            guard let frame = try await frames.next(isolation: #isolation) else {
                throw ConnectionError.closed(endpoint)
            }
            switch frame.type {
            case .welcome:
                let welcome = try Welcome(body: frame.body.span)
                guard hello.versions.contains(welcome.version) else {
                    throw ConnectionError.version(endpoint, welcome.version)
                }
                return welcome
            case .goAway: throw ConnectionError.refused(endpoint, try GoAway(body: frame.body.span).failure)
            default: throw ConnectionError.unexpected(endpoint, frame.type)
            }
        } catch let error as ConnectionError {
            throw error
        } catch WireError.unsupportedVersion(let version) {
            throw ConnectionError.version(endpoint, UInt64(version))
        } catch let error as WireError {
            throw ConnectionError.notUnderstood(endpoint, error)
        } catch {
            throw ConnectionError.unreachable(endpoint, reason: "\(error)")
        }
    }
}
