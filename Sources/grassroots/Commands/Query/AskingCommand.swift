internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Wire

/// A command that puts one question to an aggregator and prints what it answers.
protocol AskingCommand: AsyncParsableCommand {
    var question: QuestionOptions { get }

    func query() throws -> Query

    /// What goes to standard output, and what to standard error.
    func text(of table: ResultTable, _ catalogue: Catalogue) -> (output: String, errors: String)
}

extension AskingCommand {
    func validate() throws { _ = try query() }

    func text(of table: ResultTable, _ catalogue: Catalogue) -> (output: String, errors: String) {
        printed(table, catalogue)
    }

    /// In the format that was asked for.
    func printed(_ table: ResultTable, _ catalogue: Catalogue) -> (output: String, errors: String) {
        ResultPrinting(table, catalogue: catalogue, languages: question.language.languages)
            .text(question.format.format)
    }

    func run() async throws {
        let catalogue = try question.catalogue.load()
        do {
            let languages = question.language.languages
            let asking = Asking(question.aggregator.aggregator, catalogue: catalogue, languages: languages)
            let query = try query()
            let table = try await Interrupts.ending(saying: "there is no answer yet") {
                try await WaitingLine.shown("waiting for the answer") { try await asking.query(query) }
            }
            let text = text(of: table, catalogue)
            try StandardOutput.write(text.output)
            StandardError.write(text.errors)
        } catch let error as ClientError where error.kind == .notYetReached {
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }
}

struct ItemArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Codes of elements and indicators; `grassroots catalogue` lists them.", valueName: "ITEM"),
        completion: Completions.items)
    var items: [String]
}

/// What every question may be narrowed to and told apart by.
struct QuestionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("This unit and everything below it; left out: everything.", valueName: "CODE"))
    var unit: String?

    @Option(
        help: ArgumentHelp(
            "A row for each; may be repeated. LEVEL is a code length (unit:6) or a name (unit:district).",
            valueName: "unit:LEVEL|\(Completions.periods.joined(separator: "|"))|CATEGORY"),
        completion: Completions.dimensions)
    var by: [String] = []

    @OptionGroup var period: PeriodOptions

    @Option(
        help: ArgumentHelp("Only this option; may be repeated.", valueName: "CATEGORY=OPTION"),
        completion: Completions.options)
    var `where`: [String] = []

    @Flag(help: "Say how it was worked out: formula, numbers, and what was left out.")
    var explain = false

    @OptionGroup var positions: PositionOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    /// - Parameter answer: what it is made into; nil: cells.
    func query(_ items: [String], answer: String? = nil) throws -> Query {
        Query(
            items: items, unit: unit, by: by, periods: try period.periods(),
            filters: try `where`.map(Self.filter), atLeast: try positions.positions(),
            waitMilliseconds: positions.waitMilliseconds, answer: answer, isExplained: explain)
    }

    private static func filter(_ text: String) throws -> Query.Filter {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("--where \(text): expected CATEGORY=OPTION")
        }
        return Query.Filter(category: String(parts[0]), option: String(parts[1]))
    }
}
