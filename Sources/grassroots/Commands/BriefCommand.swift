internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Wire

struct BriefCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "brief",
        abstract: "Puts all subjects of one unit and period on one page (通报).",
        discussion: """
            Every indicator by subject, with its numerator and denominator, its change against the period before (环比) and \
            the year before (同比), what it comes to since January (本年累计), how many of the expected reports are behind it, \
            and how it went. Forms that are reported by longer periods than the page's are shown with their last period that is \
            over: 2025Q4 and 2025 for 202512. Some subjects show an item by its options besides: town beside country, and what most \
            needs, reasons and pairs are of. What cannot be answered is said with the reason; a unit that is not registered, has \
            closed or of which nothing came is said at the top.

            html is one page that needs nothing else, for paper and for a phone.

            Examples:
              grassroots brief --unit 510104 --period 202512
              grassroots brief --unit 5101 --period 2025Q4 --format html --output brief.html
              grassroots brief --unit 510104017 --period 2025 --format markdown --language zh

            Exit codes: 0 done, 4 the positions of --at-least were not reached within --timeout, 1 no page and the \
            message says why, 130 interrupted, 64 wrong flags.
            """)

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, markdown, html
    }

    @Option(help: ArgumentHelp("The unit, with everything below it.", valueName: "CODE"))
    var unit: String

    @Option(help: ArgumentHelp("A month, quarter, half or year.", valueName: "P"))
    var period: String

    @Option(help: "text, markdown or html.")
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "Where to write it; a file that is there is replaced. Left out: standard output.",
            valueName: "FILE"), completion: .file())
    var output: String?

    @OptionGroup var positions: PositionOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        let plan = try BriefPlan(catalogue, unit: unit, period: period)
        let asking = Asking(aggregator.aggregator, catalogue: catalogue, languages: language.languages)
        let positions = try positions.positions()
        let wait = self.positions.waitMilliseconds
        let line = ProgressLine("questions")
        do {
            let brief = try await Interrupts.ending(saying: "there is no page yet") {
                try await plan.brief(progress: { line.show(done: $0, total: $1) }) { query in
                    var query = query
                    query.atLeast = positions
                    query.waitMilliseconds = wait
                    return try await asking.query(query)
                }
            }
            line.clear()
            try write(brief)
        } catch let error as ClientError where error.kind == .notYetReached {
            line.clear()
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }

    private func write(_ brief: Brief) throws {
        let page = BriefPage(brief, languages: language.languages)
        let text =
            switch format {
            case .text: BriefText(page).text
            case .markdown: BriefMarkdown(page).text
            case .html: BriefHTML(page).text
            }
        guard let output else { return try StandardOutput.write(text) }
        try WrittenFile.write(to: output, flag: "--output") { try $0.write(Array(text.utf8)) }
    }
}
