internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Wire

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Writes the reports in force, as they were sent.",
        discussion: """
            Report CSV on standard output, which grassroots send takes back unchanged: retracted reports too, ids as \
            UUIDs, every form that was asked for in one header. Or, with --sqlite, a file for SQL tools: a table for \
            each form (city-problem is city_problem), `unit`, and `element`, which says what each column holds; \
            values are integers in the smallest unit, dates and times of a form (kind date) are texts, a time in local \
            time with its offset; saved_at and received_at are UTC with milliseconds, so they sort as texts.

            All of it is true as of one position of each journal, which is said on standard error. Nothing is written \
            to a --sqlite file's name before it is whole; of standard output keep what was written only if the exit \
            code is 0, and run an interrupted export again.

            Examples:
              grassroots export >all.csv
              grassroots export --unit 5101 --data-set city-problem --period 202501..202506 | gzip >half.csv.gz
              grassroots export --sqlite city.sqlite && sqlite3 city.sqlite 'SELECT count(*) FROM city_problem'

            Exit codes: 0 complete, 4 the positions of --at-least were not reached within --timeout, 1 not complete \
            and the message says why, 130 interrupted, 64 wrong flags.
            """)

    @Option(help: ArgumentHelp("This unit and everything below it; left out: everything.", valueName: "CODE"))
    var unit: String?

    @Option(
        help: ArgumentHelp("Only this form; may be repeated.", valueName: "CODE"),
        completion: Completions.dataSets)
    var dataSet: [String] = []

    @OptionGroup var period: PeriodOptions

    @Option(
        help: ArgumentHelp("Write a new SQLite file instead.", valueName: "FILE"), completion: .file())
    var sqlite: String?

    @Option(
        help: ArgumentHelp(
            "The names of units for --sqlite: a CSV file with the columns code and name.", valueName: "FILE"),
        completion: .file())
    var units: String?

    @OptionGroup var positions: PositionOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var aggregator: AggregatorOptions
    @OptionGroup var catalogue: CatalogueOptions

    func validate() throws {
        guard units == nil || sqlite != nil else {
            throw ValidationError("--units \(units ?? "") is for --sqlite; report CSV has codes alone")
        }
    }

    func run() async throws {
        let catalogue = try catalogue.load()
        let units = try units.map { path throws(UnitsFileError) in
            try UnitRegistry.load(path: path, catalogue: catalogue)
        }
        let asking = Asking(
            aggregator.aggregator, catalogue: catalogue, languages: language.languages)
        let export = Export(
            dataSets: dataSet, unit: unit, periods: try period.periods(), atLeast: try positions.positions(),
            waitMilliseconds: positions.waitMilliseconds)
        let chosen = dataSet.compactMap { catalogue.dataSet($0) }
        let columns = chosen.isEmpty ? catalogue.dataSets : chosen
        do {
            let unknown =
                if let sqlite {
                    try await Interrupts.ending(saying: "nothing was written to \(sqlite)") {
                        try await write(
                            export, from: asking,
                            SQLiteExport(path: sqlite, dataSets: columns, units: units, catalogue))
                    }
                } else {
                    try await Interrupts.ending(saying: "what came on standard output is not complete") {
                        try await write(export, from: asking, columns, catalogue)
                    }
                }
            guard unknown == 0 else {
                throw ClientError(
                    .input,
                    "\(Counted.are(unknown, "report")) left out, with something that this catalogue (version "
                        + "\(catalogue.version)) does not know: name the aggregator's with --catalogue, and export again"
                )
            }
        } catch let error as ClientError where error.kind == .notYetReached {
            StandardError.line("Error: \(error)")
            throw ExitCode(4)
        }
    }

    private func write(
        _ export: Export, from asking: Asking, _ dataSets: [DataSet], _ catalogue: Catalogue
    ) async throws -> Int {
        // The header stands there also where nothing was found, but not where the question was refused.
        var csv: CSVExport?
        let started = { () throws -> CSVExport in
            try CSVExport(dataSets, catalogue, write: StandardOutput.write)
        }
        try await ask(export, asking) { piece in
            var writing = try csv ?? started()
            try writing.take(piece)
            csv = writing
        }
        return try (csv ?? started()).unknownCount
    }

    private func write(
        _ export: Export, from asking: Asking, _ file: SQLiteExport
    ) async throws -> Int {
        do {
            try await ask(export, asking) { piece in try file.take(piece) }
            try file.finish()
        } catch {
            file.discard()
            throw error
        }
        return file.unknownCount
    }

    private func ask(
        _ export: Export, _ asking: Asking, _ take: (ReportsPart.Reports) throws -> Void
    ) async throws {
        let line = ProgressLine("reports")
        var count = 0
        defer { line.clear() }
        let head = try await asking.export(export) { piece, expected in
            try Task.checkCancellation()
            try take(piece)
            count += piece.batch.reportCount
            line.show(done: count, total: expected.map(Int.init))
        }
        line.clear()
        let positions = PositionToken.text(head.asOf.map(\.position))
        for note in head.notes { StandardError.line("note: \(note)") }
        StandardError.line("\(Counted.text(count, "report")) as of \(positions)")
    }
}
