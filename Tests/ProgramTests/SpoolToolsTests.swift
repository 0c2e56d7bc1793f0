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
                .replacing("version: 4\n", with: "version: 5\n")
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

        @Test func `A refusal that cannot be written to its file is kept and listed`() async throws {
            let city = try await City(collectors: 1)
            let text = try String(contentsOf: Self.shipped, encoding: .utf8)
            let reporters = "reported_by: { lengths: [6], units: [4419, 4420, 4603, 4604, 6202] }"
            try #require(text.contains(reporters))
            let stricter = text.replacing(reporters, with: "reported_by: { lengths: [9] }")
                .replacing("version: 4\n", with: "version: 5\n")
            let file = try city.folder.write(stricter, to: "stricter.yaml")
            try await city.collectors[0].end()
            try await city.collectors[0].start(flags: ["--catalogue", file])
            // A folder stands where the file would be.
            let taken = city.folder.file("taken.csv")
            try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: true)
            let people = try city.folder.write(
                "data_set,unit,period,EC_POP,EC_POP_URBAN\npopulation,110101,2020,10,0\n", to: "people.csv")
            let sending = try city.client(["send", people], spool: "one", rejected: taken)
            try sending.start()
            let sent = try await sending.wait()
            #expect(sent.exitCode == 1, "\(sent)")
            #expect(
                sent.errors.contains("rejected rows cannot be written to \(taken)")
                    && sent.errors.contains("grassroots rejected lists it"), "\(sent.errors)")
            let list = try await Program.run(
                "grassroots", ["rejected", "--format", "csv", "--spool", city.folder.file("one")],
                in: city.folder)
            let rows = Table(list.output).rows
            #expect(rows.map { $0["code"] } == ["UNIT_DOES_NOT_REPORT"], "\(list.output) \(list.errors)")
            #expect(rows.first?["file"] == people && rows.first?["line"] == "2")
        }

        @Test func `Rows of several files that flush brings to a refusal stand under one header`()
            async throws
        {
            let city = try await City(collectors: 1)
            let text = try String(contentsOf: Self.shipped, encoding: .utf8)
            let stricter = text.replacing("bounds: [0, 20000000]", with: "bounds: [0, 1]")
                .replacing("version: 4\n", with: "version: 5\n")
            let file = try city.folder.write(stricter, to: "stricter.yaml")
            try await city.collectors[0].end()
            for (name, columns) in [("a", "EC_POP"), ("b", "EC_POP_URBAN"), ("c", "EC_POP")] {
                let rows = try city.folder.write(
                    "data_set,unit,period,\(columns)\npopulation,110101,2020,10\n", to: "\(name).csv")
                #expect(try await city.run(["send", rows], spool: "one", timeout: 1).exitCode == 4)
            }
            try await city.collectors[0].start(flags: ["--catalogue", file])
            let all = city.folder.file("all.csv")
            let flushing = try city.client(["flush"], spool: "one", rejected: all)
            try flushing.start()
            let flushed = try await flushing.wait()
            #expect(flushed.lastLine.hasPrefix("accepted 0, rejected 3, spooled 0"), "\(flushed.errors)")
            let lines = try String(contentsOfFile: all, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 5 && lines[4].isEmpty)
            #expect(lines[0] == "line,code,message,data_set,unit,period,EC_POP,EC_POP_URBAN")
            #expect(
                lines[1].hasSuffix("population,110101,2020,10,") && lines[2].hasSuffix("2020,,10"), "\(lines)"
            )
        }
    }
}
