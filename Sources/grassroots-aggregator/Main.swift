import Aggregator
import ArgumentParser
import Catalogue
import Foundation
import Hosting
import Logging
import Transport

@main struct AggregatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grassroots-aggregator",
        abstract: "Follows collectors, keeps the statistics of their reports, and answers operators.",
        discussion: """
            It answers as of the positions that it has read, also while a collector is away, and reads on from there. \
            SIGTERM or SIGINT ends it in order.

            Exit codes: 0 ended as told, 1 could not start or go on, and the message says why, 64 wrong flags.
            """,
        version: Software.version("grassroots-aggregator"))

    @Option(
        help: ArgumentHelp(
            "Where a collector listens; may be repeated, all are followed. Left out: \(Endpoint.standardCollector).",
            valueName: "HOST:PORT"))
    var collector: [Endpoint] = []

    @Option(
        help: ArgumentHelp(
            "Where operators ask; a loopback address, as long as there is no TLS.", valueName: "HOST:PORT"))
    var listen = Endpoint(host: "127.0.0.1", port: 7401)

    @Option(
        help: ArgumentHelp(
            "The folder of the statistics; created if absent, one service a folder.", valueName: "DIR"),
        completion: .directory)
    var data: String

    @Option(
        help: ArgumentHelp(
            "The catalogue to go by; left out: the one that is compiled in.", valueName: "FILE"),
        completion: .file())
    var catalogue: String?

    @Option(
        help: ArgumentHelp(
            """
            The units: a CSV file, plain or gzipped, with the columns code and name; it may have opened, closed, domain, \
            area, reports, reported_by and successors besides.
            """,
            valueName: "FILE"), completion: .file())
    var units: String?

    func validate() throws {
        if let repeated = Endpoint.repeated(in: collector) {
            throw ValidationError("--collector \(repeated) is given twice: once is enough")
        }
    }

    func run() async throws {
        do {
            try await serve()
        } catch {
            FileHandle.standardError.write(Data("grassroots-aggregator: \(error)\n".utf8))
            throw ExitCode.failure
        }
    }

    private func serve() async throws {
        try ListenRule.check(listen)
        let folder = try DataFolder(data, for: "grassroots-aggregator")
        defer { withExtendedLifetime(folder) {} }
        let logger = ServiceRun.logger("aggregator")
        let catalogue = try Catalogue.load(path: catalogue)
        var configuration = Aggregator.Configuration(
            collectors: collector.isEmpty ? [.standardCollector] : collector, listen: listen,
            dataFolder: folder.path,
            software: Software.name("grassroots-aggregator"))
        if let units {
            configuration.units = try UnitRegistry.load(path: units, catalogue: catalogue)
        }
        let listen = listen
        let aggregator = try Aggregator(
            configuration, catalogue: catalogue, logger: logger,
            milliseconds: { Int64(Date().timeIntervalSince1970 * 1_000) },
            onListening: { port in
                logger.info("\(ListenRule.openDoorNotice)")
                logger.info("operators may ask at \(listen.host):\(port)")
            })
        try await ServiceRun.run(aggregator.services, logger: logger)
    }
}

extension Endpoint: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
