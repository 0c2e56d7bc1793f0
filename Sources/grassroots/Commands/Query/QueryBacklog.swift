internal import ArgumentParser
internal import Client
internal import Wire

struct QueryBacklog: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "backlog",
        abstract: "Counts cases that are open: overdue, due soon, deferred, and how old.",
        discussion: """
            As of now, or of the end of --period. Open is filed and not closed. Overdue (超期) is past the day of the \
            deadline and not deferred; due soon (临期) is due within three days; deferred (缓办) ones are neither. By \
            units of a level and by categories where asked.

            \(ListedArguments.cost)

            Examples:
              grassroots query backlog
              grassroots query backlog city-problem --unit 5101 --by unit:district --by type
              grassroots query backlog --where urgency=acute --period 202506
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "backlog") }
}
