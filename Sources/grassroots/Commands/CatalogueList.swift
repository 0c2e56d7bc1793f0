internal import ArgumentParser
internal import Client

struct CatalogueList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists what can be sent and asked.",
        discussion: """
            Data sets, elements, categories with their options, indicators by subject and validation rules, in \
            Chinese and English.

            Examples:
              grassroots catalogue
              grassroots catalogue --format csv --catalogue ours.yaml
              grassroots catalogue --format html >catalogue.html

            Exit codes: 0 listed, 1 the catalogue cannot be read, 64 wrong flags.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table, csv, json
        /// One page that needs nothing else, for people.
        case html
    }

    @Option(
        help: """
            table, csv, json, or html: one page that documents every form and indicator with its formula. Of these             only the table is in one language alone.
            """)
    var format = Format.table

    @OptionGroup var language: LanguageOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        let printing = CataloguePrinting(catalogue, languages: language.languages)
        let text =
            switch format {
            case .table: printing.text(.table)
            case .csv: printing.text(.csv)
            case .json: printing.text(.json)
            case .html: CataloguePage(catalogue).html
            }
        try StandardOutput.write(text)
    }
}
