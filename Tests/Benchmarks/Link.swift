internal import Catalogue
internal import NIOCore
internal import Transport
internal import Wire

/// Connections to the services, as a client opens them.
struct Link: Sendable {
    private let catalogue: CatalogueMark
    /// The longest that a benchmark waits for a single answer.
    static let patience = TimeAmount.minutes(10)

    init() throws {
        let shipped = try Catalogue.shipped()
        catalogue = CatalogueMark(version: UInt64(shipped.version), digest: shipped.digest)
    }

    /// Lends a connection once the service listens; it is tried until it does or its process has ended.
    func with<Result: Sendable>(
        _ service: ServiceProcess, _ role: Hello.Role,
        _ body: (inout Connection.Inbound, Connection.Outbound) async throws -> Result
    ) async throws -> Result {
        let hello = Hello(
            role: role, clientID: [UInt8](repeating: 0, count: 16), catalogue: catalogue,
            software: "benchmark")
        while true {
            do {
                return try await Connection.with(service.endpoint, hello: hello, silence: Self.patience) {
                    _, inbound, outbound in try await body(&inbound, outbound)
                }
            } catch ConnectionError.unreachable where service.isRunning {
                // The service is starting: its port is tried again until it listens.
                try await Task.sleep(for: .milliseconds(5))
            }
        }
    }

    /// The next frame of a type; pings on the way are answered.
    static func next(
        _ type: FrameType, _ inbound: inout Connection.Inbound, _ outbound: Connection.Outbound
    ) async throws -> [UInt8] {
        while let frame = try await inbound.next(isolation: #isolation) {
            switch frame.type {
            case type:
                var inflater = Inflater()
                return try frame.plainBody(&inflater)
            case .ping: try await outbound.write(Frame(.pong, frame.body))
            default: throw BenchmarkError("a frame \(frame.type) came where a frame \(type) was awaited")
            }
        }
        throw BenchmarkError("the connection was closed where a frame \(type) was awaited")
    }

    /// Where the batch of the next acknowledgement was journaled; each of its reports must have been taken.
    static func acknowledged(
        _ inbound: inout Connection.Inbound, _ outbound: Connection.Outbound
    ) async throws -> JournalPosition {
        let body = try await next(.ack, &inbound, outbound)
        let ack = try Ack(body: body.span)
        guard case .taken(let mark?, let refusals) = ack.result, refusals.isEmpty else {
            throw BenchmarkError("batch \(ack.batch) was not taken whole: \(ack.result)")
        }
        return mark.at
    }

    /// Asks and reads the answer to its end; how many rows it has.
    static func ask(
        _ query: Query, _ inbound: inout Connection.Inbound, _ outbound: Connection.Outbound
    ) async throws -> Int {
        try await outbound.write(Frame(.query, query.body))
        var rows = 0
        while true {
            let body = try await next(.result, &inbound, outbound)
            switch try ResultPart(body: body.span) {
            case .head: break
            case .rows(let more): rows += more.count
            case .end: return rows
            case .failure(let failure): throw BenchmarkError("\(failure.outcome): \(failure.message)")
            }
        }
    }
}
