internal import ArgumentParser
internal import Client
internal import Wire

struct QueryInterval: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "interval",
        abstract:
            "Rates that persons were asked for: sample, who answered, weighted rate and how far it may be off.",
        discussion: """
            Where a sample was asked, low and high are a 95 % interval (Wilson, with the finite-population correction); where \
            everybody was, they are what the rate would be if all who did not answer had said no, or yes. weighted gives each unit \
            the weight of those it stands for.

            Examples:
              grassroots query interval RS_POSITIVE_RATE --by aspect --period 2025S2
              grassroots query interval SV_SATISFY_RATE --by unit:district --period 202512
            """)

    @OptionGroup var items: ItemArguments
    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(items.items, answer: "interval") }
}
