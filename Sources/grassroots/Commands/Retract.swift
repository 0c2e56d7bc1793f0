internal import ArgumentParser
internal import Client
internal import Foundation
internal import Wire

struct Retract: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes a report back.",
        discussion: """
            Asks the aggregator for the report, then sends a retraction that is newer than it. A retracted report \
            counts nowhere, and no old copy of it that is sent again brings it back; the same report saved anew does.

            Examples:
              grassroots retract coverage 510104017003 202512
              grassroots retract city-problem 990105 "case 17"

            \(SendingOptions.exitCodes)
            """)

    @OptionGroup var name: ReportNameArguments
    @OptionGroup var atLeast: AtLeastOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var options: SendingOptions

    func run() async throws {
        let catalogue = try options.catalogue.load()
        let name = try ReportName(dataSet: name.dataSet, unit: name.unit, key: name.key, catalogue)
        let export = name.export(
            withRevisions: false, atLeast: try atLeast.positions(),
            waitMilliseconds: UInt64(options.timeout) * 1_000)
        let asking = Asking(
            aggregator.aggregator, catalogue: catalogue, languages: options.language.languages)
        let known = try await Interrupts.ending(saying: "nothing was retracted") {
            var known: Report?
            _ = try await asking.export(export) { piece, _ in known = piece.batch.groups.first?.report(0) }
            return known
        }
        guard let known else {
            throw ClientError(
                .input,
                "\(aggregator.aggregator) knows no report \(name), so nothing was retracted. If it was sent only now, "
                    + "name send's position with --at-least; grassroots export shows what is there")
        }
        guard known.status != .retracted else {
            throw ClientError(.input, "\(name) is retracted already")
        }
        let retraction = known.retraction(nowMilliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let columns = ReportWriting.columns([name.dataSet], catalogue)
        try await options.run {
            try await $0.send([retraction], source: "retracted.csv", columns: columns)
        }
    }
}
