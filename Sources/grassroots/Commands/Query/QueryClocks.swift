internal import ArgumentParser
internal import Client
internal import Wire

struct QueryClocks: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "clocks",
        abstract: "Lists reports that a wrong clock delayed or made lose.",
        discussion: """
            lost: it arrived later than the report in force and lost all the same, because it was saved earlier. ahead: \
            it was saved more than a minute after it arrived. late: it arrived more than 30 days after it was saved, as \
            all rows of an old file do. off_seconds says by how much.

            \(ListedArguments.cost)

            Examples:
              grassroots query clocks --unit 5101
              grassroots query clocks coverage --period 202512 --format csv
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "clocks") }
}
