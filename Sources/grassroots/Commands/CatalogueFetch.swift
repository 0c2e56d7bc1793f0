internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Transport

struct CatalogueFetch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch",
        abstract: "Gets the catalogue that a service goes by.",
        discussion: """
            Its digest is verified and the catalogue is checked before anything is written.

            Examples:
              grassroots catalogue fetch --output ours.yaml
              grassroots catalogue fetch --from 127.0.0.1:7401 | grassroots catalogue check /dev/stdin

            Exit codes: 0 fetched, 1 not, and the message says why, 130 interrupted, 64 wrong flags.
            """)

    @Option(help: ArgumentHelp("Where a collector or an aggregator listens.", valueName: "HOST:PORT"))
    var from = Endpoint(host: "127.0.0.1", port: 7_400)

    @Option(
        help: ArgumentHelp(
            "Where to write it; a file that is there is replaced. Left out: standard output.",
            valueName: "FILE"))
    var output: String?

    @OptionGroup var language: LanguageOptions

    func run() async throws {
        let asking = Asking(withoutCatalogue: from, flag: "--from", languages: language.languages)
        let bytes = try await Interrupts.ending(saying: "nothing was fetched") {
            try await asking.catalogue()
        }
        let fetched = try Catalogue(yaml: bytes, file: "the catalogue of \(from)")
        if let output {
            try WrittenFile.write(to: output, flag: "--output") { try $0.write(bytes) }
        } else {
            try StandardOutput.write(bytes)
        }
        StandardError.line(CataloguePrinting(fetched, languages: language.languages).summary)
    }
}
