internal import ArgumentParser
internal import Client

struct CatalogueList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what can be sent and asked.",
        discussion: """
            Data sets, elements, categories with their options, and indicators by subject, in Chinese and English.

            Examples:
              grassroots catalogue
              grassroots catalogue --format csv --catalogue ours.yaml

            Exit codes: 0 listed, 1 the catalogue cannot be read, 64 wrong flags.
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        try StandardOutput.write(CataloguePrinting(try catalogue.load()).text(format.format))
    }
}
