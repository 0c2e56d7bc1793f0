import Foundation
import Testing

extension Programs {
    /// Returns of which nothing changed (无变化): the services see what they would have seen had somebody filled them in.
    @Suite struct NoChangeTests {
        private static let header =
            "data_set,unit,period,saved_at,status,CI_DONE,CI_ACTIVE,CI_ACTIVE_YTD,CI_HOURS\n"
        private static let first = "check-in,510104017001,202512,2026-01-02T00:00:00Z,,40,12,30,1.5\n"

        @Test func `Statistics are those of the forms filled in by hand, row by row`() async throws {
            let (short, full) = (try await Services(), try await Services())
            let months = [("202601", "2026-02-02"), ("202602", "2026-03-02")]
            // By hand: stocks again, no service in these months, the running total new with the year.
            let rows = [
                (short, months.map { "check-in,510104017001,\($0),\($1)T00:00:00Z,no_change,,,,\n" }),
                (full, months.map { "check-in,510104017001,\($0),\($1)T00:00:00Z,,40,0,0,0\n" }),
            ]
            var exports: [String] = []
            var answers: [String] = []
            for (services, later) in rows {
                // Each file by a process of its own: the spool remembers between them.
                for (name, row) in zip(["a.csv", "b.csv", "c.csv"], [Self.first] + later) {
                    let sent = try await services.send([
                        try services.folder.write(Self.header + row, to: name)
                    ])
                    #expect(sent.exitCode == 0, "\(sent.errors)")
                }
                exports.append(try await services.command("export", ["--data-set", "check-in"]).output)
                answers.append(
                    try await services.query([
                        "CI_DONE", "CI_ACTIVE", "CI_ACTIVE_YTD", "CI_HOURS", "--by", "month", "--period",
                        "202512..202602",
                    ]).cells)
            }
            #expect(exports[0] == exports[1] && exports[0].split(separator: "\n").count == 4)
            #expect(answers[0] == answers[1])
            #expect(
                answers[0] == """
                    month,CI_DONE,CI_ACTIVE,CI_ACTIVE_YTD,CI_HOURS
                    202512,40,12,30,1.5000
                    202601,40,0,0,0.0000
                    202602,40,0,0,0.0000

                    """, "\(answers[0])")
        }

        @Test func `Where nothing is known the row is rejected, and given in full it is taken`() async throws
        {
            let services = try await Services()
            let row = "check-in,510104017001,202601,2026-02-02T00:00:00Z,no_change,,,,\n"
            let file = try services.folder.write(Self.header + row, to: "a.csv")
            let sent = try await services.send([file])
            #expect(sent.exitCode == 3, "\(sent.errors)")
            let rejected = try String(contentsOfFile: services.folder.file("a.rejected.csv"), encoding: .utf8)
            #expect(
                rejected.contains("2,MALFORMED,") && rejected.contains("give all its values"), "\(rejected)")
            let mended = try await services.send([
                try services.folder.write(Self.header + Self.first, to: "b.csv"), file,
            ])
            #expect(mended.lastLine.hasPrefix("accepted 2, rejected 0, spooled 0"), "\(mended.errors)")
        }
    }
}
