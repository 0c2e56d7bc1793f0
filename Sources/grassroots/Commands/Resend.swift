internal import ArgumentParser
internal import Catalogue
internal import Client
internal import Foundation

struct Resend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends again what was acknowledged since a time and is still kept.",
        discussion: """
            For a collector that lost more than its journal tells, or to bring another one up. Nothing is counted \
            twice. How long acknowledged rows are kept says --keep-days.

            Examples:
              grassroots resend --since 2h
              grassroots resend --since 2026-03-15 --collector 127.0.0.1:7402

            \(SendingOptions.exitCodes)
            """)

    @Option(
        help: ArgumentHelp(
            "A day, a time in UTC, or how long ago: 90m, 12h, 3d.", valueName: "DATE|TIME|AGO"))
    var since: String

    @OptionGroup var options: SendingOptions

    func validate() throws { _ = try sinceMilliseconds(now: 0) }

    func run() async throws {
        let since = try sinceMilliseconds(now: Int64(Date().timeIntervalSince1970 * 1_000))
        try await options.run { try await $0.resend(acknowledgedSince: since) }
    }

    private func sinceMilliseconds(now: Int64) throws -> Int64 {
        let units: [Character: Int64] = ["m": 60_000, "h": 3_600_000, "d": 86_400_000]
        if let unit = since.last.flatMap({ units[$0] }), let count = Int64(since.dropLast()),
            (0...100_000).contains(count)
        {
            return now - count * unit
        }
        if let time = DateText.milliseconds(since.utf8.span) { return time }
        if let day = DateText.milliseconds("\(since)T00:00:00Z".utf8.span) { return day }
        throw ValidationError(
            "--since \(since): expected a day (2026-03-15), a time (2026-03-15T08:30:00Z) or how long ago (90m, 12h, 3d)"
        )
    }
}
