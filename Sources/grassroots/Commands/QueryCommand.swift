internal import ArgumentParser
internal import Client
internal import Wire

struct QueryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Asks an aggregator for elements and indicators.",
        discussion: """
            An indicator comes with its numerator and denominator (X, X.numerator, X.denominator), a distribution \
            with its count, median and ninth decile (X.n, X.p50, X.p90). Only cells that exist are printed. An empty \
            cell is undefined: not reported, or divided by zero. Every answer says as of which position it is true: \
            below the table, on standard error with csv, as as_of in json.

            Examples:
              grassroots query CP_FILED CP_CLOSED --unit 5101 --by unit:district --by month --period 202501..202512
              grassroots query EC_URBAN_RATE --by unit:2 --period 2020 --format csv
              grassroots query CP_FILED --where urgency=acute --at-least "$P"   # P: from send's last line

            Exit codes: 0 answered, 4 the positions of --at-least were not reached within --timeout, 1 no answer and \
            the message says why, 130 interrupted, 64 wrong flags.
            """)

    @Argument(
        help: ArgumentHelp(
            "Codes of elements and indicators; `grassroots catalogue` lists them.", valueName: "ITEM"),
        completion: Completions.items)
    var items: [String]

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

    @OptionGroup var positions: PositionOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func validate() throws {
        _ = try query()
    }

    func run() async throws {
        let catalogue = try catalogue.load()
        do {
            let asking = Asking(aggregator.aggregator, catalogue: catalogue)
            let query = try query()
            let table = try await Interrupts.ending(saying: "there is no answer yet") {
                try await asking.query(query)
            }
            let text = ResultPrinting(table, catalogue: catalogue).text(format.format)
            try StandardOutput.write(text.output)
            StandardError.write(text.errors)
        } catch let error as ClientError where error.kind == .notYetReached {
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }

    private func query() throws -> Query {
        Query(
            items: items, unit: unit, by: by, periods: try period.periods(),
            filters: try `where`.map(Self.filter),
            atLeast: try positions.positions(), waitMilliseconds: positions.waitMilliseconds)
    }

    private static func filter(_ text: String) throws -> Query.Filter {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("--where \(text): expected CATEGORY=OPTION")
        }
        return Query.Filter(category: String(parts[0]), option: String(parts[1]))
    }
}
