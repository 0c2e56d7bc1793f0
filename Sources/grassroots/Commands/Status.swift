internal import ArgumentParser
internal import Client

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows how collectors and aggregator are: positions, lag, counts, sizes.",
        discussion: """
            In json, a list with an object for each service: service, address, and figures, a list of name and value in \
            the order of the table; an aggregator says some figures of each collector and of each journal, so a name may \
            come again, and what follows `collector` or `journal` is said of that one. A service that does not answer \
            has away with the reason instead of figures.

            Examples:
              grassroots status
              grassroots status collector
              grassroots status --format json --aggregator 10.1.2.3:7401

            Exit codes: 0 all services answered, 2 at least one is away (the others are shown all the same), 64 wrong \
            flags.
            """)

    @Argument(help: "The only service to ask: collector or aggregator; left out: both.")
    var service: ServiceName?

    @OptionGroup var format: FormatOptions
    @OptionGroup var collector: CollectorOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        let asked =
            collector.collectors.map { (ServiceName.collector, $0) } + [(.aggregator, aggregator.aggregator)]
        let answers = asked.filter { service == nil || $0.0 == service }
            .map { name, endpoint in Task { await ServiceStatus.ask(name.rawValue, endpoint, catalogue) } }
        var statuses: [ServiceStatus] = []
        for answer in answers { statuses.append(await answer.value) }
        try StandardOutput.write(StatusPrinting(statuses).text(format.format))
        if !statuses.allSatisfy(\.isThere) { throw ExitCode(2) }
    }
}

enum ServiceName: String, CaseIterable, ExpressibleByArgument { case collector, aggregator }
