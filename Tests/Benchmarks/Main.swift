internal import ArgumentParser
internal import Foundation

/// What everything costs, beside what the plainest C costs that does the same.
@main
struct BenchmarkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "./deploy/benchmark",
        abstract: "Measures what reports and questions cost on this machine.")

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case codec, collecting, statistics
    }

    @Option(help: "How many reports to send.")
    var reports = 100_000

    @Option(help: "How often to measure each; medians are shown.")
    var rounds = 3

    @Option(help: "The seed that the reports are made from.")
    var seed: UInt64 = 1

    @Option(help: "The folder for the services' data; a new folder in it is made, and removed in the end.")
    var folder = ".build"

    @Argument(help: "What to measure: codec, collecting, statistics (default: all).")
    var parts = Part.allCases

    func validate() throws {
        guard (5_000...100_000_000).contains(reports), rounds >= 1 else {
            throw ValidationError("--reports takes 5000 to 100000000, --rounds at least 1")
        }
    }

    func run() async throws {
        let folder = URL(filePath: folder).appending(path: "benchmark-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var figures: [Figure] = []
        if parts.contains(.codec) {
            figures += try CodecBenchmark(reports: reports, rounds: rounds, seed: seed).figures()
        }
        if parts.contains(.collecting) {
            figures += try await CollectingBenchmark(
                reports: reports, rounds: rounds, seed: seed, folder: folder
            ).figures()
        }
        if parts.contains(.statistics) {
            figures += try await StatisticsBenchmark(
                reports: reports, rounds: rounds, seed: seed, folder: folder
            ).figures()
        }
        print(Machine(folder: folder).text + "reports \(reports), rounds \(rounds), seed \(seed)\n")
        print(FigureTable(figures: figures).text, terminator: "")
    }
}
