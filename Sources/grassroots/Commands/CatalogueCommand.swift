internal import ArgumentParser

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Lists what can be sent and asked; fetches, checks and compares catalogues.",
        subcommands: [
            CatalogueList.self, CatalogueFetch.self, CatalogueCheck.self, CatalogueDiff.self,
        ],
        defaultSubcommand: CatalogueList.self)
}
