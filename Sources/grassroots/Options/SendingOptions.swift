internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Foundation

/// What `send`, `flush` and `simulate` have in common.
struct SendingOptions: ParsableArguments {
    @OptionGroup var catalogue: CatalogueOptions
    @OptionGroup var collector: CollectorOptions

    @OptionGroup var spool: SpoolOptions
    @OptionGroup var language: LanguageOptions

    @Option(
        help: ArgumentHelp(
            "How long to go on without a collector, or with nothing but answers that say later.",
            valueName: "SECONDS"))
    var timeout = 30

    @Option(
        help: ArgumentHelp(
            "How long acknowledged rows are kept, to be sent again to a collector that lost them.",
            valueName: "DAYS"))
    var keepDays = 7

    @Option(
        help: ArgumentHelp(
            """
            Where rejected rows go; left out: NAME.rejected.csv in the current folder for each file NAME.csv. Written \
            anew by send, appended to by flush; with line, code and message in front, so that it can be mended and \
            sent. Rows that do not fit its header go to another file beside it, NAME.rejected-2.csv.
            """, valueName: "FILE"), completion: .file())
    var rejected: String?

    func validate() throws {
        guard (1...86_400).contains(timeout) else {
            throw ValidationError("--timeout \(timeout): expected 1 to 86400 seconds")
        }
        guard (0...36_500).contains(keepDays) else {
            throw ValidationError("--keep-days \(keepDays): expected 0 to 36500 days")
        }
    }

    static let exitCodes = """
        The last line on standard output is: accepted N, rejected R, spooled S, position P. N, R and S count this \
        command's rows; P is what query --at-least takes, - where nothing was ever acknowledged.

        Exit codes: 0 all accepted, 3 some rejected, 4 rows remain safe in the spool because no collector was \
        reachable for --timeout or only retryable answers came (grassroots flush sends them), 1 a file cannot be read \
        or a collector refuses us, 130 interrupted, 64 wrong flags.
        """

    /// Runs one sending and ends the process with its exit code.
    ///
    /// - Parameter readsInput: where rows may not have come into the spool yet when it is interrupted.
    func run(readsInput: Bool = false, _ body: (SendingRun) async throws -> Summary) async throws {
        let spool = try spool.open()
        let line = ProgressLine("rows")
        let run = SendingRun(
            spool: spool, catalogue: try catalogue.load(),
            options: .init(
                collectors: collector.collectors, timeout: .seconds(timeout), keepDays: keepDays,
                rejectedPath: rejected, languages: language.languages),
            interrupts: Interrupts.stream()
        ) { progress in
            let remarks = [
                progress.rejected > 0 ? ", \(progress.rejected) rejected" : "",
                progress.isConnected ? "" : ", no collector answers",
            ]
            line.show(done: progress.done, total: progress.total, remark: remarks.joined())
        }
        let summary = try await body(run)
        line.clear()
        explain(summary, run.rejectedPaths, readsInput: readsInput)
        let others = try spool.waitingReportsOfOthers()
        if others > 0 {
            say(SummaryRemarks.others(others))
        }
        do {
            try StandardOutput.line(summary.line)
        } catch let error as ClientError {
            // The position is in no other place, and what was sent stays sent.
            StandardError.line(summary.line)
            throw error
        }
        throw ExitCode(summary.exitCode)
    }

    private func explain(_ summary: Summary, _ rejectedPaths: [String], readsInput: Bool) {
        // Under another catalogue a collector may refuse them for good.
        let flush = "grassroots flush" + (catalogue.catalogue.map { " --catalogue \($0)" } ?? "")
        let remarks = SummaryRemarks(summary, spool: spool.spool, flush: flush)
        remarks.input.map(say)
        rejectedPaths.map(SummaryRemarks.rejected).forEach(say)
        remarks.resent.map(say)
        remarks.clock.map(say)
        remarks.ending(timeoutSeconds: timeout, readsInput: readsInput).forEach(say)
    }

    /// On standard error: standard output ends with the summary's line, which is the same in every language.
    private func say(_ remark: Names) { StandardError.line(remark.beside(language.languages, " / ")) }
}
