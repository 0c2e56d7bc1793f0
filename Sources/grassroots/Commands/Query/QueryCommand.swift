internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Wire

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Asks an aggregator for elements and indicators.",
        discussion: """
            An indicator comes with its numerator and denominator (X, X.numerator, X.denominator), a distribution \
            with its count, median, ninth decile and how many are still open (X.n, X.p50, X.p90, X.open). Only cells that \
            exist are printed. An empty cell is undefined: not reported, or divided by zero. FORM.actual and FORM.expected \
            say how complete the reporting behind a row is. Every answer says as of which position it is true: \
            below the table, on standard error with csv, as as_of in json.

            Examples:
              grassroots query CP_FILED CP_CLOSED --unit 5101 --by unit:district --by month --period 202501..202512
              grassroots query EC_URBAN_RATE --by unit:2 --period 2020 --format csv
              grassroots query CP_FILED --where urgency=acute --at-least "$P"   # P: from send's last line

            A name before the items asks for another answer:

            \(QueryAnswer.help)

            Exit codes: 0 answered, 4 the positions of --at-least were not reached within --timeout, 1 no answer and \
            the message says why, 130 interrupted, 64 wrong flags.
            """)

    @Argument(
        help: ArgumentHelp(
            "Perhaps the name of an answer, then codes of elements, indicators or forms; `grassroots catalogue` lists them.",
            valueName: "ANSWER|ITEM"),
        completion: Completions.answersAndItems)
    var items: [String]

    @Flag(help: "With missing: a message for the units instead of a table.")
    var text = false

    @OptionGroup var question: QuestionOptions

    func validate() throws { _ = try query() }

    func run() async throws {
        let catalogue = try question.catalogue.load()
        do {
            let languages = question.language.languages
            let asking = Asking(question.aggregator.aggregator, catalogue: catalogue, languages: languages)
            let query = try query()
            let table = try await Interrupts.ending(saying: "there is no answer yet") {
                try await WaitingLine.shown("waiting for the answer") { try await asking.query(query) }
            }
            let printed = printed(table, catalogue, languages)
            try StandardOutput.write(printed.output)
            StandardError.write(printed.errors)
        } catch let error as ClientError where error.kind == .notYetReached {
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }

    /// What goes to standard output, and what to standard error.
    private func printed(
        _ table: ResultTable, _ catalogue: Catalogue, _ languages: [Language]
    ) -> (output: String, errors: String) {
        let printing = ResultPrinting(table, catalogue: catalogue, languages: languages)
        guard text else { return printing.text(question.format.format) }
        return (ReminderText(table, catalogue, languages: languages).text, printing.text(.csv).errors)
    }

    private func query() throws -> Query {
        let answer = items.first.flatMap(QueryAnswer.init(rawValue:))
        if text, answer != .missing {
            throw ValidationError(
                "--text: only who has not reported makes a message. Ask for missing with it")
        }
        let named = answer == nil ? items : Array(items.dropFirst())
        guard named.isEmpty, let answer else { return try question.query(named, answer: answer?.name) }
        guard let items = answer.items else {
            throw ValidationError("\(answer.rawValue): of what? Name an element or an indicator behind it")
        }
        return try question.query(items, answer: answer.name)
    }
}
