internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Transport
internal import Wire

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

            Exit codes: 0 all services answered, 2 at least one is away (the others are shown all the same), 130 \
            interrupted, 64 wrong flags.
            """)

    @Argument(help: "The only service to ask: collector or aggregator; left out: both.")
    var service: ServiceName?

    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var collector: CollectorOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let catalogue = try catalogue.load()
        let all =
            collector.collectors.map { (ServiceName.collector, $0) } + [(.aggregator, aggregator.aggregator)]
        let asked = all.filter { service == nil || $0.0 == service }
        let languages = language.languages
        let statuses = try await Interrupts.ending(saying: "not every service has answered") {
            try await Self.ask(asked, catalogue, languages)
        }
        try StandardOutput.write(StatusPrinting(statuses, languages: languages).text(format.format))
        if !statuses.allSatisfy(\.isThere) { throw ExitCode(2) }
    }

    /// All at once; their answers in the order in which they were named.
    private static func ask(
        _ services: [(ServiceName, Endpoint)], _ catalogue: Catalogue, _ languages: [Language]
    ) async throws -> [ServiceStatus] {
        try await withThrowingTaskGroup(of: (Int, ServiceStatus).self) { group in
            for (index, (name, endpoint)) in services.enumerated() {
                group.addTask {
                    (index, await ServiceStatus.ask(name.rawValue, endpoint, catalogue, languages: languages))
                }
            }
            var answers: [Int: ServiceStatus] = [:]
            for try await (index, answer) in group { answers[index] = answer }
            // Whoever is interrupted is told so, not that everybody is away.
            try Task.checkCancellation()
            return services.indices.compactMap { answers[$0] }
        }
    }
}

enum ServiceName: String, CaseIterable, ExpressibleByArgument { case collector, aggregator }
