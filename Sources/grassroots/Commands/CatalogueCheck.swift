internal import ArgumentParser
internal import Catalogue
internal import Client

struct CatalogueCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Says whether a file is a catalogue, and where it is not.",
        discussion: """
            The first thing that is wrong is named with its line: a code that nothing defines, an id that stands twice, \
            bounds under which a sum could overflow.

            Example:
              grassroots catalogue check ours.yaml

            Exit codes: 0 it can be used, 1 it cannot, 64 wrong flags.
            """)

    @Argument(
        help: ArgumentHelp("A catalogue in YAML.", valueName: "FILE"), completion: .file(extensions: ["yaml"])
    )
    var file: String

    @OptionGroup var language: LanguageOptions

    func run() async throws {
        let catalogue = try Catalogue.load(path: file)
        try StandardOutput.line(CataloguePrinting(catalogue, languages: language.languages).summary)
    }
}
