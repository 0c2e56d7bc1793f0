internal import ArgumentParser
internal import Client

struct RejectedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejected",
        abstract: "Shows what collectors refused for good, and sends it again.",
        discussion: """
            The spool keeps such reports with their reasons for --keep-days. A row that was wrong in itself is mended in \
            its file of rejected rows and sent; `retry` is for what would be accepted now, as where the collector's \
            catalogue was mended.

            Exit codes: 0 done, 1 not, and the message says why, 64 wrong flags; retry: as send.
            """,
        subcommands: [RejectedList.self, RejectedShow.self, RejectedRetry.self],
        defaultSubcommand: RejectedList.self)
}

struct RejectedList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "A line for each.",
        discussion: "Exit codes: 0 listed, 1 the spool cannot be read, 64 wrong flags.")

    @OptionGroup var format: FormatOptions
    @OptionGroup var language: LanguageOptions
    @OptionGroup var spool: SpoolOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let letters = try spool.open().keptLetters()
        let printing = RejectedPrinting(letters, try catalogue.load(), languages: language.languages)
        try StandardOutput.write(printing.text(format.format))
    }
}

struct RejectedShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Everything about some, with their rows.",
        discussion: "Exit codes: 0 shown, 1 there is no such number, 64 wrong flags.")

    @OptionGroup var numbers: RejectedNumbers
    @OptionGroup var language: LanguageOptions
    @OptionGroup var spool: SpoolOptions
    @OptionGroup var catalogue: CatalogueOptions

    func run() async throws {
        let letters = try numbers.chosen(from: try spool.open().keptLetters())
        let printing = RejectedPrinting(letters, try catalogue.load(), languages: language.languages)
        try StandardOutput.write(printing.details)
    }
}

struct RejectedRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Sends some again, unchanged; with no number, all of them.",
        discussion: SendingOptions.exitCodes)

    @OptionGroup var numbers: RejectedNumbers
    @OptionGroup var options: SendingOptions

    func run() async throws {
        try await options.run { run in try await run.retry { try numbers.chosen(from: $0) } }
    }
}

struct RejectedNumbers: ParsableArguments {
    @Argument(help: ArgumentHelp("As `rejected list` numbers them; none: all.", valueName: "NUMBER"))
    var numbers: [Int64] = []

    func chosen(from letters: [KeptLetter]) throws -> [KeptLetter] {
        for number in numbers where !letters.contains(where: { $0.id == number }) {
            throw ClientError(
                .input,
                "the spool keeps no rejected report with the number \(number); grassroots rejected lists them"
            )
        }
        return numbers.isEmpty ? letters : letters.filter { numbers.contains($0.id) }
    }
}
