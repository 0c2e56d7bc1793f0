internal import ArgumentParser
internal import Client
internal import Wire

struct QueryViolations: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "violations",
        abstract: "Lists reports that break a validation rule of the catalogue.",
        discussion: """
            Each with the rule and both of its sides. Such a report counts all the same. `grassroots catalogue` lists the \
            rules; name forms or rules to see theirs alone.

            \(ListedArguments.cost)

            Examples:
              grassroots query violations --unit 5101 --period 202512
              grassroots query violations coverage FM_MANAGED_IN_TOTAL --format csv
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "violations") }
}
