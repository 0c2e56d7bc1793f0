import Catalogue
import Journal
import Logging
import Transport

@testable import Collector

/// A collector that listens on a free port while a test's body runs.
enum RunningCollector {
    static func with(
        _ journal: any Journal, limits: Limits = Limits(), port: Int = 0, _ body: (Int) async throws -> Void
    ) async throws {
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let clock = ServiceClock(uptime: ServiceClock.system().uptime, wallMilliseconds: { Samples.now })
        let service = CollectorService(
            endpoint: Endpoint(host: "127.0.0.1", port: port), catalogue: try Catalogue.shipped(),
            journal: journal,
            limits: limits, software: "tests", clock: clock,
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        ) { listening.yield($0.port) }
        let running = Task {
            defer { listening.finish() }
            try await service.run()
        }
        do {
            for await number in ports {
                try await body(number)
                break
            }
        } catch {
            running.cancel()
            _ = await running.result
            throw error
        }
        running.cancel()
        try await running.value
    }
}
