internal import ArgumentParser
internal import Client
internal import Wire

struct QueryOutliers: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "outliers",
        abstract: "Lists values of returns outside the unit's own history.",
        discussion: """
            A value is listed where its modified z-score, from the median of the unit's own earlier periods (six at least, \
            the last 36 at most), is beyond 3.5 (Iglewicz and Hoaglin 1993); with what is usual there. It counts all \
            the same. Name forms or elements to see theirs alone.

            \(ListedArguments.cost)

            Examples:
              grassroots query outliers --period 202512
              grassroots query outliers coverage COV_TOTAL --unit 510104
            """)

    @OptionGroup var items: ListedArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.codes, answer: "outliers") }
}
