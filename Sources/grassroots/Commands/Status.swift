internal import ArgumentParser
internal import Client

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how collector and aggregator are: positions, lag, counts, sizes.",
        discussion: """
            Examples:
              grassroots status
              grassroots status --format json --aggregator 10.1.2.3:7401

            Exit codes: 0 both services answered, 2 at least one is away (the other is shown all the same), 64 wrong \
            flags.
            """)

    @OptionGroup var format: FormatOptions
    @OptionGroup var collector: CollectorOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        async let collectorStatus = ServiceStatus.ask("collector", collector.collector, catalogue)
        async let aggregatorStatus = ServiceStatus.ask("aggregator", aggregator.aggregator, catalogue)
        let statuses = await [collectorStatus, aggregatorStatus]
        print(StatusPrinting(statuses).text(format.format), terminator: "")
        if !statuses.allSatisfy(\.isThere) { throw ExitCode(2) }
    }
}
