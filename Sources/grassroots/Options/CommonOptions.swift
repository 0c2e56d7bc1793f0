internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Transport

// Flags that mean the same in every command.

struct CatalogueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The catalogue to go by; left out: the one that is compiled in.", valueName: "FILE"),
        completion: .file())
    var catalogue: String?

    func load() throws -> Catalogue { try Catalogue.load(path: catalogue) }
}

struct CollectorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where a collector listens; may be repeated. Left out: \(Endpoint.standardCollector).",
            valueName: "HOST:PORT"))
    var collector: [Endpoint] = []

    /// In the order given.
    var collectors: [Endpoint] { collector.isEmpty ? [.standardCollector] : collector }

    func validate() throws {
        if let repeated = Endpoint.repeated(in: collector) {
            throw ValidationError("--collector \(repeated) is given twice: once is enough")
        }
    }
}

struct AggregatorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the aggregator listens.", valueName: "HOST:PORT"))
    var aggregator = Endpoint(host: "127.0.0.1", port: 7_401)
}

struct FormatOptions: ParsableArguments {
    @Option(help: "table, csv or json.")
    var format = OutputFormat.table
}

extension Endpoint: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension OutputFormat: ExpressibleByArgument {}
