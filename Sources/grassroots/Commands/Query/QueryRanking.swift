internal import ArgumentParser
internal import Client
internal import Wire

struct QueryRanking: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranking",
        abstract: "Puts units, or whatever is told apart, in the order of one item, ties with their rank.",
        discussion: """
            The greatest comes first; equal values share a rank and the next one counts them all (1, 1, 3). What has too small a \
            denominator (minimum_denominator of the catalogue) or is undefined has no rank and is named below. Indicators that \
            measure no quality are not ranked; the message says why.

            Examples:
              grassroots query ranking COV_ORG_RATE --by unit:district --period 202512
              grassroots query ranking CP_ONTIME_RATE --unit 5101 --by unit:street --period 2025Q4
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "ranking") }
}
