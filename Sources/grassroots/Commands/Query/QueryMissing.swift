internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Wire

struct QueryMissing: AskingCommand {
    static let configuration = CommandConfiguration(
        commandName: "missing",
        abstract: "Who has not reported what is expected of them (未报送).",
        discussion: """
            A row for each unit, form and period: missing, partial (something required is empty) or, of events, disagreeing (the \
            unit holds another number than it states). Without --period it is each form's last period that is over. --text \
            writes a message that can be pasted into a chat (催报).

            Examples:
              grassroots query missing --unit 510104
              grassroots query missing coverage check-in --unit 5101 --period 202506 --text
            """)

    @OptionGroup var forms: FormArguments

    @Flag(help: "A message for the units instead of a table.")
    var text = false

    @OptionGroup var question: QuestionOptions

    func query() throws -> Query { try question.query(forms.items, answer: "missing") }

    func text(of table: ResultTable, _ catalogue: Catalogue) -> (output: String, errors: String) {
        guard text else { return printed(table, catalogue) }
        let message = ReminderText(table, catalogue).text
        return (
            message,
            ResultPrinting(table, catalogue: catalogue, languages: question.language.languages).text(.csv)
                .errors
        )
    }
}
