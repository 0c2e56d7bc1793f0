internal import ArgumentParser
internal import Client
internal import Wire

struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows every accepted revision of one report.",
        discussion: """
            The one in force first, then those that lost against a newer one, the newest first; with when each was \
            saved, when it first arrived and the client that it came from. Columns that no revision has are left out.

            Examples:
              grassroots history coverage 510104017003 202512
              grassroots history city-problem 990105 "case 17" --format json

            Exit codes: 0 shown, 1 no such report or no answer, and the message says so, 130 interrupted, \
            64 wrong flags.
            """)

    @OptionGroup var name: ReportNameArguments
    @OptionGroup var positions: PositionOptions
    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        let report = try ReportName(dataSet: name.dataSet, unit: name.unit, key: name.key, catalogue)
        let export = report.export(
            withRevisions: true, atLeast: try positions.positions(),
            waitMilliseconds: positions.waitMilliseconds)
        let asking = Asking(
            aggregator.aggregator, catalogue: catalogue, languages: language.languages)
        let (head, pieces) = try await Interrupts.ending(saying: "there is no answer yet") {
            var pieces: [ReportsPart.Reports] = []
            let head = try await asking.export(export) { piece, _ in pieces.append(piece) }
            return (head, pieces)
        }
        let history = HistoryPrinting(
            pieces, of: report.dataSet, catalogue, languages: language.languages)
        guard !history.isEmpty else {
            throw ClientError(.input, "\(aggregator.aggregator) knows no report \(report)")
        }
        try StandardOutput.write(history.text(format.format))
        let isChinese = language.languages == [.chinese]
        for note in head.notes { StandardError.line(isChinese ? "注：\(note)" : "note: \(note)") }
        StandardError.line("\(isChinese ? "截至" : "as of") \(PositionToken.text(head.asOf.map(\.position)))")
    }
}
