internal import ArgumentParser
internal import Client
internal import Wire

struct QueryMatrix: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "One item with two dimensions crossed, or with the members of pairs against each other.",
        discussion: """
            Examples:
              grassroots query matrix FU_PAIR --by pair --period 2025
              grassroots query matrix LK_ATTEND_RATE --by unit:district --by subject --period 2025Q4
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "matrix") }
}
