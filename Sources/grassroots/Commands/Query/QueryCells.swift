internal import ArgumentParser
internal import Client
internal import Wire

struct QueryCells: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "cells",
        abstract:
            "A row for each cell of elements and indicators; what query means where no answer is named.",
        discussion: """
            An indicator comes with its numerator and denominator (X, X.numerator, X.denominator), a distribution \
            with its count, median and ninth decile (X.n, X.p50, X.p90). Only cells that exist are printed. An empty \
            cell is undefined: not reported, or divided by zero.

            Examples:
              grassroots query CP_FILED CP_CLOSED --unit 5101 --by unit:district --by month --period 202501..202512
              grassroots query EC_URBAN_RATE --by unit:2 --period 2020 --format csv
              grassroots query CP_FILED --where urgency=acute --at-least "$P"   # P: from send's last line
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items) }
}
