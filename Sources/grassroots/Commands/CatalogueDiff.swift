internal import ArgumentParser
internal import Catalogue
internal import Client

struct CatalogueDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Says what changes where one catalogue takes another one's place.",
        discussion: """
            What each change means: `words` nothing but texts; `rules` what is accepted, due or can be asked; `sums` \
            aggregators make their sums anew from the reports that they keep; `breaks` reports that were sent would be \
            read as something else, which is not permitted: ids are never reused, kind and scale never change.

            Examples:
              grassroots catalogue diff shipped ours.yaml
              grassroots catalogue diff ours.yaml ours-2.yaml --format csv

            Exit codes: 0 compared, 1 something breaks or a file cannot be read, 64 wrong flags.
            """)

    @Argument(help: ArgumentHelp("The file in force; shipped: the one compiled in.", valueName: "OLD"))
    var old: String

    @Argument(help: ArgumentHelp("The file that is to take its place.", valueName: "NEW"))
    var new: String

    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOptions

    func run() async throws {
        let changes = try Self.load(old).changes(to: try Self.load(new))
        try StandardOutput.write(
            CatalogueChangePrinting(changes, languages: language.languages).text(format.format))
        if changes.contains(where: { $0.weight == .breaks }) { throw ExitCode(1) }
    }

    private static func load(_ path: String) throws -> Catalogue {
        try Catalogue.load(path: path == "shipped" ? nil : path)
    }
}
