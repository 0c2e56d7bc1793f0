import Foundation
import Testing

extension Programs {
    /// What the spool remembers: rejected reports and acknowledged ones.
    @Suite struct SpoolToolsTests {
        private static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Catalogue/catalogue.yaml").standardizedFileURL

        @Test func `What a collector refused is listed, shown and sent again once its catalogue is mended`()
            async throws
        {
            let city = try await City(collectors: 1)
            // A catalogue in which streets count the population, and districts do not.
            let text = try String(contentsOf: Self.shipped, encoding: .utf8)
            let reporters = "reported_by: { lengths: [6], units: [4419, 4420, 4603, 4604, 6202] }"
            try #require(text.contains(reporters))
            let stricter = text.replacing(reporters, with: "reported_by: { lengths: [9] }")
                .replacing("version: 3\n", with: "version: 4\n")
            let file = try city.folder.write(stricter, to: "stricter.yaml")
            try await city.collectors[0].end()
            try await city.collectors[0].start(flags: ["--catalogue", file])
            let sent = try await city.sendPopulation("110101", 10, spool: "one")
            #expect(sent.exitCode == 3, "\(sent.errors)")

            let list = try await Program.run(
                "grassroots", ["rejected", "--format", "csv", "--spool", city.folder.file("one")],
                in: city.folder)
            let rows = Table(list.output).rows
            #expect(rows.count == 1, "\(list.output) \(list.errors)")
            #expect(rows.first?["code"] == "UNIT_DOES_NOT_REPORT" && rows.first?["unit"] == "110101")
            let number = rows.first?["number"] ?? ""
            let shown = try await Program.run(
                "grassroots", ["rejected", "show", number, "--spool", city.folder.file("one")],
                in: city.folder)
            #expect(shown.output.contains("population,110101,"), "\(shown.output) \(shown.errors)")
            let absent = try await Program.run(
                "grassroots", ["rejected", "show", "999", "--spool", city.folder.file("one")], in: city.folder
            )
            #expect(absent.exitCode == 1 && absent.errors.contains("no rejected report with the number 999"))

            try await city.collectors[0].end()
            try await city.collectors[0].start()
            let retried = try await city.run(["rejected", "retry", number], spool: "one")
            #expect(retried.lastLine.hasPrefix("accepted 1, rejected 0, spooled 0"), "\(retried.errors)")
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            let empty = try await Program.run(
                "grassroots", ["rejected", "list", "--spool", city.folder.file("one")], in: city.folder)
            #expect(empty.output.contains("nothing was rejected"))
        }

        @Test func `What was acknowledged is sent again on demand and counts once`() async throws {
            let city = try await City(collectors: 1)
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            #expect(try await city.sendPopulation("110102", 20, spool: "one").exitCode == 0)
            let again = try await city.run(["resend", "--since", "1h"], spool: "one")
            #expect(again.lastLine.hasPrefix("accepted 2, rejected 0, spooled 0"), "\(again.errors)")
            #expect(try await city.population() == "unit,EC_POP\n11,30\n")
            let later = try await city.run(["resend", "--since", "2199-01-01"], spool: "one")
            #expect(later.lastLine.hasPrefix("accepted 0, rejected 0, spooled 0"), "\(later.errors)")
            let wrong = try await city.run(["resend", "--since", "yesterday"], spool: "one")
            #expect(wrong.exitCode == 64 && wrong.errors.contains("--since yesterday: expected a day"))
        }
    }
}
