internal import ArgumentParser
internal import Catalogue
internal import Collector
internal import Foundation
internal import Hosting
internal import Journal
internal import Transport

/// Flags and wiring of the collector; nothing else.
@main
struct CollectorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grassroots-collector",
        abstract: "Takes reports, keeps them on disk, and acknowledges what is kept.",
        discussion: """
            Clients send reports to it (grassroots send), aggregators follow what it keeps. It runs until it gets \
            SIGTERM or SIGINT; then it answers what it has taken, says goodbye to everybody and ends within five \
            seconds.

            Exit codes: 0 ended as told, 1 could not start or go on, and the message says why, 64 wrong flags.
            """,
        version: Software.version("grassroots-collector"))

    @Option(
        help: ArgumentHelp(
            "Where to listen; a loopback address, as long as there is no TLS.", valueName: "HOST:PORT"))
    var listen = Endpoint.standardCollector

    @Option(
        help: ArgumentHelp(
            "The folder of the journal; created if absent, one service a folder.", valueName: "DIR"),
        completion: .directory)
    var data: String

    @Option(
        help: ArgumentHelp(
            "The catalogue to go by; left out: the one that is compiled in.", valueName: "FILE"),
        completion: .file())
    var catalogue: String?

    func run() async {
        do {
            try await serve()
        } catch {
            FileHandle.standardError.write(Data("grassroots-collector: \(error)\n".utf8))
            Self.exit(withError: ExitCode(1))
        }
    }

    private func serve() async throws {
        try ListenRule.check(listen)
        let catalogue = try Catalogue.load(path: catalogue)
        let folder = try DataFolder(data, for: "grassroots-collector")
        var generator = SystemRandomNumberGenerator()
        let journal = try SQLiteJournal(path: folder.path + "/journal.sqlite", using: &generator)
        let logger = ServiceRun.logger("grassroots-collector")
        let service = CollectorService(
            endpoint: listen, catalogue: catalogue, journal: journal,
            software: Software.name("grassroots-collector"),
            clock: .system(), logger: logger, notices: [ListenRule.openDoorNotice])
        try await ServiceRun.run([service], logger: logger)
        withExtendedLifetime(folder) {}
    }
}

extension Endpoint: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
