internal import ArgumentParser
internal import Wire

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
