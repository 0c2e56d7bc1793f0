internal import ArgumentParser
internal import Client

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends a small made-up city, for trying things out.",
        discussion: """
            Three data sets of one city: problems with their deadlines and closings, monthly coverage, yearly \
            population; with amendments, duplicates and units that do not report. The months end with 2025-12. The \
            same seed makes the same reports, so running it again counts nothing twice.

            Examples:
              grassroots simulate
              grassroots simulate --units 300 --months 24 --seed 7 --city 4401

            \(SendingOptions.exitCodes)
            """)

    @Option(help: ArgumentHelp("How many communities report.", valueName: "N"))
    var units = 40

    @Option(help: ArgumentHelp("How many months, the last being 2025-12.", valueName: "M"))
    var months = 12

    @Option(help: ArgumentHelp("The same seed makes the same city.", valueName: "S"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The code of the city, four digits.", valueName: "CODE"))
    var city = "5101"

    @OptionGroup var options: SendingOptions

    func validate() throws {
        guard (1...100_000).contains(units), (1...240).contains(months) else {
            throw ValidationError("--units must be 1 to 100000, --months 1 to 240")
        }
        guard city.utf8.count == 4, city.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ValidationError("--city \(city): expected four digits such as 5101")
        }
    }

    func run() async throws {
        let simulated = try SimulatedCity(
            catalogue: try options.catalogue.load(), city: city, units: units, months: months, seed: seed)
        try await options.run {
            try await $0.send(simulated, source: "simulated.csv", columns: simulated.columns)
        }
    }
}
