internal import ArgumentParser
internal import Client

struct Send: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends the rows of report CSV files.",
        discussion: """
            Rows are checked against the catalogue, written to the spool on disk, then sent. Sending the same file \
            again, or after a kill, in any order, counts nothing twice.

            A return with no_change in the column `status` and no values (无变化) is made in full here: the unit's last \
            stocks, rates and targets of that form stand again, running totals too within the same year, and flows and \
            distinct counts are zero. The last return is that of an earlier row, or else the last one that this spool \
            has taken and no collector refused; where there is none, or it is not of an earlier period, the row is \
            rejected.

            Examples:
              grassroots send march.csv
              grassroots send --collector 10.1.2.3:7400 --timeout 300 2025-*.csv.gz

            \(SendingOptions.exitCodes)
            """)

    @Argument(
        help: ArgumentHelp("Report CSV files; .gz files are inflated.", valueName: "FILE.csv[.gz]"),
        completion: .file(extensions: ["csv", "gz"]))
    var files: [String]

    @OptionGroup var options: SendingOptions

    func run() async throws {
        try await options.run(readsInput: true) { try await $0.send(files) }
    }
}
