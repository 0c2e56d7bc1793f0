internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Foundation
internal import Wire

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends a made-up city, for trying things out, or writes it to a file.",
        discussion: """
            Every form of the catalogue, each reported by whom it names: problems with their deadlines and closings, \
            requests with call-backs, coverage, checking in, surveys, targets, nil reports and so on. Sizes are \
            skewed; some units open late, close early or miss periods, one is split and two are merged; forms come \
            late, twice, partial, amended, retracted, or after the version that replaces them. The months end with \
            2025-12. The same seed makes the same reports, so running it again counts nothing twice, and what the \
            statistics of them must be is known: --totals writes it, for every element, option and period.

            Examples:
              grassroots simulate
              grassroots simulate --units 3000 --months 24 --seed 7 --city 4401 --totals totals.csv
              grassroots simulate --units 3000 --months 24 --csv city.csv --units-file units.csv

            \(SendingOptions.exitCodes)
            """)

    @Option(help: ArgumentHelp("How many communities and sites report.", valueName: "N"))
    var units = 40

    @Option(help: ArgumentHelp("How many months, the last being 2025-12.", valueName: "M"))
    var months = 12

    @Option(help: ArgumentHelp("The same seed makes the same city.", valueName: "S"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The code of the city, four digits.", valueName: "CODE"))
    var city = "5101"

    @Option(
        help: ArgumentHelp(
            "Write report CSV that send takes, in the order of sending, and send nothing.", valueName: "FILE")
    )
    var csv: String?

    @Option(
        help: ArgumentHelp(
            "Also write what the statistics must be: element, category, option, unit, period, value. "
                + "With --units-file they are those of an aggregator that has this file.", valueName: "FILE"),
        completion: .file())
    var totals: String?

    @Option(
        help: ArgumentHelp(
            "Also write the units, as the aggregator's --units takes them: names, when they opened and closed, "
                + "domains, successors.", valueName: "FILE"),
        completion: .file())
    var unitsFile: String?

    @OptionGroup var options: SendingOptions

    func validate() throws {
        guard (1...100_000).contains(units) else {
            throw ValidationError("--units \(units): expected 1 to 100000")
        }
        guard (1...240).contains(months) else {
            throw ValidationError("--months \(months): expected 1 to 240")
        }
        guard city.utf8.count == 4, city.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw ValidationError("--city \(city): expected four digits such as 5101")
        }
    }

    func run() async throws {
        guard let code = UnitCode(city) else { return }
        let catalogue = try options.catalogue.load()
        let simulated = try SimulatedCity(
            catalogue: catalogue, city: code, units: units, months: months, seed: seed)
        if let unitsFile {
            try await writeBeside(unitsFile, flag: "--units-file") { try simulated.writeUnits($0) }
        }
        let isRegistered = unitsFile != nil
        if let totals {
            try await writeBeside(totals, flag: "--totals") {
                try simulated.totals(isRegistered: isRegistered).write($0)
            }
        }
        if let csv {
            // What is no file may be standard output, whose rows are nobody's remarks.
            let say = WrittenFile.isReplaced(csv) ? StandardOutput.line : StandardError.line
            let count = try await Interrupts.ending(saying: WrittenFile.remains(csv)) {
                try write(simulated, to: csv, catalogue)
            }
            return try say("\(Counted.text(count, "row")) in \(csv)")
        }
        try await options.run(readsInput: true) {
            try await $0.send(simulated, source: "simulated.csv", columns: simulated.columns)
        }
    }

    /// Writes a file that goes with the city.
    private func writeBeside(
        _ path: String, flag: String,
        _ content: sending @escaping (_ write: ([UInt8]) throws -> Void) throws -> Void
    ) async throws {
        let remains = "\(WrittenFile.remains(path)) and nothing was \(csv == nil ? "sent" : "simulated")"
        try await Interrupts.ending(saying: remains) {
            try await WaitingLine.shown("writing \(path)") {
                try WrittenFile.write(to: path, flag: flag) { file in try content(file.write) }
            }
        }
    }

    /// - Returns: how many rows there are.
    private func write(_ city: SimulatedCity, to path: String, _ catalogue: Catalogue) throws -> Int {
        let writing = ReportWriting(catalogue, columns: city.columns)
        let line = ProgressLine("rows")
        defer { line.clear() }
        var count = 0
        try WrittenFile.write(to: path, flag: "--csv") { file in
            try file.write(CSVText.row(city.columns))
            for report in city {
                try file.write(writing.row(report) + [0x0A])
                count += 1
                if count.isMultiple(of: 1_000) {
                    try Task.checkCancellation()
                    line.show(done: count, total: nil)
                }
            }
        }
        return count
    }
}
