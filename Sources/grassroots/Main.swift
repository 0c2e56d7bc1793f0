internal import ArgumentParser
internal import Transport

@main
struct Grassroots: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grassroots",
        abstract: "Sends reports of grassroots work to a collector and asks an aggregator for statistics.",
        discussion: """
            Reports go from a file through a spool on this machine's disk to the collector; what it acknowledged is \
            never lost and counts once, however often it is sent. Each command has its own --help with examples.

            Exit codes of every command: 0 done, 1 something is wrong and the message says what, 64 the command line \
            is not understood, 130 interrupted, 141 nobody reads the rest of the output. send, flush and simulate: 3 \
            rows were rejected, 4 rows remain safe in the spool. query and brief: 4 the positions asked for were not reached in \
            time. status: 2 a service is away.
            """,
        version: Software.version("grassroots"),
        subcommands: [
            Send.self, Flush.self, RejectedCommand.self, Resend.self, QueryCommand.self, BriefCommand.self,
            ExportCommand.self,
            History.self, Retract.self,
            CatalogueCommand.self, Status.self, Simulate.self,
            Decode.self,
        ])
}
