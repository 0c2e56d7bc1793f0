package import Logging
package import ServiceLifecycle
internal import UnixSignals

/// Runs services until they end or the process is told to end.
package enum ServiceRun {
    /// SIGTERM and SIGINT end the services in reverse order, cleanly; so does the failure of one of them.
    package static func run(_ services: [any Service], logger: Logger) async throws {
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
    }

    /// Logs go to standard error, one line each, so that standard output stays free.
    package static func logger(_ label: String) -> Logger {
        Logger(label: label) { StreamLogHandler.standardError(label: $0) }
    }
}
