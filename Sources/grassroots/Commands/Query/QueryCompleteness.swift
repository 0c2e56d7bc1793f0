internal import ArgumentParser
internal import Client
internal import Wire

struct QueryCompleteness: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "completeness",
        abstract: "Who has reported (报送情况): expected, actual, on time, and both rates.",
        discussion: """
            Expected are the units that must report the form and are open on the period's last day, for periods that are over; \
            actual, returns with everything that is required; partial, those that lack some of it; on time, those of which a \
            complete revision arrived by the due day, and beside it those that did as they stand now. Returns of others \
            (unexpected) count among the actual ones, so that a rate may pass 100 %. Events are told by the form that states \
            how many there are: actual where the unit holds as many, disagreeing where it does not.

            Without units (grassroots-aggregator --units FILE) expected is unknown and empty.

            Examples:
              grassroots query completeness --unit 5101 --period 202506
              grassroots query completeness coverage --by unit:district --by month --period 202501..202512
              grassroots query completeness city-problem --by unit:street --period 2025Q1 --format csv
            """)

    @OptionGroup var forms: FormArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(forms.items, answer: "completeness") }
}

struct FormArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("Codes of forms; left out: all.", valueName: "DATA_SET"),
        completion: Completions.dataSets)
    var forms: [String] = []

    var items: [String] { forms.isEmpty ? ["*"] : forms }
}
