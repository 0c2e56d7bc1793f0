internal import ArgumentParser
internal import Client
internal import Wire

struct QueryConflicts: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: "Lists reports of which different clients wrote different versions.",
        discussion: """
            Every version with when it was saved and arrived, the client it came from and what it says; the first of \
            each stands. What one client changed itself is no conflict: grassroots history shows it.

            \(ListedArguments.cost)

            Examples:
              grassroots query conflicts --unit 510104017
              grassroots query conflicts coverage --period 2025 --format csv
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "conflicts") }
}
