internal import ArgumentParser
internal import Client
internal import Wire

struct QueryDistribution: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "distribution",
        abstract: "How values spread: bands, median, ninth decile, and how many are still open.",
        discussion: """
            X.within counts all up to the end of a band, X.within_share of all cases, those that are still open among them. \
            X.p50 is the median of those that are closed, X.p50_all of all: empty where more than half are open.

            Example:
              grassroots query distribution CP_MINUTES --by type --period 2025
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "distribution") }
}
