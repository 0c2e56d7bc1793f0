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
            the message says why, 64 wrong flags.
            """)

    @Argument(
        help: ArgumentHelp(
            "Codes of elements and indicators; `grassroots catalogue` lists them.", valueName: "ITEM"))
    var items: [String]

    @Option(help: ArgumentHelp("This unit and everything below it; left out: everything.", valueName: "CODE"))
    var unit: String?

    @Option(
        help: ArgumentHelp(
            "A row for each; may be repeated. LEVEL is a code length (unit:6) or a name (unit:district).",
            valueName: "unit:LEVEL|month|quarter|year|CATEGORY"))
    var by: [String] = []

    @Option(help: ArgumentHelp("A period, or the first and the last; left out: all.", valueName: "P|A..B"))
    var period: String?

    @Option(help: ArgumentHelp("Only this option; may be repeated.", valueName: "CATEGORY=OPTION"))
    var `where`: [String] = []

    @Option(
        help: ArgumentHelp(
            "Wait until the answer includes this position; may be repeated. - sets no condition.",
            valueName: "JOURNAL:POSITION[+…]"))
    var atLeast: [String] = []

    @Option(help: ArgumentHelp("How long to wait for --at-least.", valueName: "SECONDS"))
    var timeout = 60

    @OptionGroup var format: FormatOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func validate() throws {
        // First, because what follows computes with it.
        guard (0...86_400).contains(timeout) else {
            throw ValidationError("--timeout takes 0 to 86400 seconds")
        }
        _ = try query()
    }

    func run() async throws {
        let catalogue = try catalogue.load()
        do {
            let table = try await Asking(aggregator.aggregator, catalogue: catalogue).query(try query())
            let text = ResultPrinting(table, catalogue: catalogue).text(format.format)
            print(text.output, terminator: "")
            StandardError.write(text.errors)
        } catch let error as ClientError where error.kind == .notYetReached {
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }

    private func query() throws -> Query {
        var query = Query(
            items: items, unit: unit, by: by, periods: try periods(), filters: try `where`.map(Self.filter),
            waitMilliseconds: UInt64(timeout) * 1_000)
        for text in atLeast {
            guard let positions = PositionToken.read(text) else {
                throw ValidationError(
                    "--at-least \(text): expected JOURNAL:POSITION as the last line of send says, several joined by +"
                )
            }
            query.atLeast += positions
        }
        return query
    }

    private func periods() throws -> Query.Periods? {
        guard let period else { return nil }
        guard let dots = period.firstRange(of: "..") else {
            return Query.Periods(first: period, last: period)
        }
        let (first, last) = (period[..<dots.lowerBound], period[dots.upperBound...])
        guard !first.isEmpty, !last.isEmpty else {
            throw ValidationError(
                "--period \(period): expected a period, or two of the same kind such as 202501..202512")
        }
        return Query.Periods(first: String(first), last: String(last))
    }

    private static func filter(_ text: String) throws -> Query.Filter {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("--where \(text): expected CATEGORY=OPTION")
        }
        return Query.Filter(category: String(parts[0]), option: String(parts[1]))
    }
}
