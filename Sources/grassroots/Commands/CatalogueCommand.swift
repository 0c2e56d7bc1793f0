internal import ArgumentParser

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Lists what can be sent and asked; fetches, checks and compares catalogues.",
        discussion: """
            Without a subcommand it lists the catalogue, as `grassroots catalogue list` does.

            Exit codes: 0 done, 1 not, and the message says why; diff: also where something breaks; 64 wrong flags.
            """,
        subcommands: [
            CatalogueList.self, CatalogueFetch.self, CatalogueCheck.self, CatalogueDiff.self,
        ],
        defaultSubcommand: CatalogueList.self)
}
