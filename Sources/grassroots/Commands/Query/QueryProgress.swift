internal import ArgumentParser
internal import Client
internal import Wire

struct QueryProgress: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "progress",
        abstract: "Rates beside the share of the year that is gone (序时进度).",
        discussion: """
            Example:
              grassroots query progress TG_FILL_PROGRESS --by unit:district --period 202509
            """)

    @Argument(
        help: ArgumentHelp(
            "Codes of indicators; left out: TG_FILL_PROGRESS TG_WB_PROGRESS.", valueName: "ITEM"),
        completion: Completions.items)
    var items: [String] = ["TG_FILL_PROGRESS", "TG_WB_PROGRESS"]

    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items, answer: "progress") }
}
