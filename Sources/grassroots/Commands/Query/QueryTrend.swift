internal import ArgumentParser
internal import Client
internal import Wire

struct QueryTrend: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract:
            "Items by period with 环比, 同比 and 1—N月累计: changes on the period and the year before, and since January.",
        discussion: """
            X.change is the change on the period before, X.change_year on the same period a year before, X.ytd the sum since \
            January with X.ytd_change_year beside it. Rates change by percentage points, numbers by per cent of what they were; \
            from 0 there is no percentage. What cannot be added up over time has no X.ytd.

            Example:
              grassroots query trend CP_FILED CP_ONTIME_RATE --unit 5101 --by month --period 202501..202512
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "trend") }
}
