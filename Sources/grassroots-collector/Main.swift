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

            Exit codes: 0 ended as told, 1 could not start or could no longer trust its disk, 64 wrong flags.
            """,
        version: Self.software)

    private static let software = "grassroots-collector 0.1.0"

    @Option(help: ArgumentHelp("Where to listen; a loopback address.", valueName: "host:port"))
    var listen = "127.0.0.1:7400"

    @Option(help: ArgumentHelp("The folder to keep the journal in; created if absent.", valueName: "dir"))
    var data: String

    @Option(
        help: ArgumentHelp(
            "The catalogue that reports follow (default: the one compiled in).", valueName: "file"))
    var catalogue: String?

    func validate() throws {
        guard Endpoint(listen) != nil else {
            throw ValidationError("--listen \(listen): expected HOST:PORT, such as 127.0.0.1:7400")
        }
    }

    func run() async {
        do {
            try await serve()
        } catch {
            FileHandle.standardError.write(Data("grassroots-collector: \(error)\n".utf8))
            Self.exit(withError: ExitCode(1))
        }
    }

    private func serve() async throws {
        guard let endpoint = Endpoint(listen) else { throw ExitCode(64) }
        try ListenRule.check(endpoint)
        let catalogue = try Catalogue.load(path: catalogue)
        let folder = try DataFolder(data, for: "grassroots-collector")
        var generator = SystemRandomNumberGenerator()
        let journal = try SQLiteJournal(path: folder.path + "/journal.sqlite", using: &generator)
        let logger = ServiceRun.logger("grassroots-collector")
        let service = CollectorService(
            endpoint: endpoint, catalogue: catalogue, journal: journal, software: Self.software,
            clock: .system(), logger: logger, notices: [ListenRule.openDoorNotice])
        try await ServiceRun.run([service], logger: logger)
        withExtendedLifetime(folder) {}
    }
}
