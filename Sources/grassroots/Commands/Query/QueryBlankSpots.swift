internal import ArgumentParser
internal import Client
internal import Wire

struct QueryBlankSpots: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "blank-spots",
        abstract: "Units with what of theirs is not covered (空白点): blank, covered or not reported.",
        discussion: """
            For one period of the form. What a unit reported for an earlier period says nothing of this one.

            Example:
              grassroots query blank-spots --unit 510104 --period 202512
            """)

    @Argument(
        help: ArgumentHelp(
            "Codes of indicators; left out: COV_BLANK.", valueName: "ITEM"),
        completion: Completions.items)
    var items: [String] = ["COV_BLANK"]

    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items, answer: "blank-spots") }
}
