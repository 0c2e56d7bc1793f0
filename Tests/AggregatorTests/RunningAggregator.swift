import Catalogue
import Foundation
import Logging
import ServiceLifecycle
import Testing
import Transport

@testable import Aggregator

/// An aggregator without collectors that listens on a free port while a test's body runs.
enum RunningAggregator {
    static func with(
        limits: QuestionLimits = QuestionLimits(), _ body: (Int) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var configuration = Aggregator.Configuration(
            collectors: [], listen: Endpoint(host: "127.0.0.1", port: 0), dataFolder: folder, software: "test"
        )
        configuration.limits = limits
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let aggregator = try Aggregator(
            configuration, catalogue: try Catalogue.shipped(), logger: Logger(label: "test"),
            milliseconds: { 0 }, onListening: { listening.yield($0) })
        let services = ServiceGroup(
            configuration: .init(
                services: aggregator.services.map { .init(service: $0) }, logger: Logger(label: "test")))
        let running = Task { try await services.run() }
        var port = ports.makeAsyncIterator()
        do {
            try await body(try #require(await port.next(isolation: #isolation)))
        } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
        await services.triggerGracefulShutdown()
        try await running.value
    }
}
