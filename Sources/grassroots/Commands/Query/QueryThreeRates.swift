internal import ArgumentParser
internal import Client
internal import Wire

struct QueryThreeRates: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "three-rates",
        abstract:
            "三率: how many callers say that it was solved and that they are satisfied, with who judged and how sure it is.",
        discussion: """
            As query interval, of the rates that callers are asked for; ask RQ_RESPONSE_RATE, which is no survey, as cells. By judge \
            tells who judged.

            Example:
              grassroots query three-rates --by judge --period 202512
            """)

    @Argument(
        help: ArgumentHelp(
            "Codes of indicators; left out: SV_SOLVE_RATE SV_SATISFY_RATE.", valueName: "ITEM"),
        completion: Completions.items)
    var items: [String] = ["SV_SOLVE_RATE", "SV_SATISFY_RATE"]

    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items, answer: "interval") }
}
