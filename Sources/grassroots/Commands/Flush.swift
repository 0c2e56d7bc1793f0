internal import ArgumentParser
internal import Client

struct Flush: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends what earlier commands left in the spool.",
        discussion: """
            Rows of commands that are still running are left to them.

            Examples:
              grassroots flush
              grassroots flush --spool /var/spool/grassroots --timeout 600

            \(SendingOptions.exitCodes)
            """)

    @OptionGroup var options: SendingOptions

    func run() async throws {
        try await options.run { try await $0.flush() }
    }
}
