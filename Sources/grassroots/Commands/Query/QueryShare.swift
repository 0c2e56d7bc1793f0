internal import ArgumentParser
internal import Client
internal import Wire

struct QueryShare: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "What part each row has of all together.",
        discussion: """
            Of the members of the last --by, within each combination of the others.

            Examples:
              grassroots query share CP_FILED --by type --period 2025
              grassroots query share COV_BLANK --by month --by domain --period 202510..202512
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "share") }
}
