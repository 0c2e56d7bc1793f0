internal import ArgumentParser
internal import Client
internal import Wire

struct QueryRepeatedIDs: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeated-ids",
        abstract: "Lists events whose id lives under several units.",
        discussion: """
            Each of them counts. A case that has moved is reported under its new unit and retracted under the old one \
            (grassroots retract); where that was forgotten it counts twice.

            \(ListedArguments.cost)

            Examples:
              grassroots query repeated-ids
              grassroots query repeated-ids city-problem --unit 5101
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "repeated-ids") }
}
