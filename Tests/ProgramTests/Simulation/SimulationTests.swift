import Foundation
import Testing

extension Programs {
    /// A simulated city, sent through real services and asked about in every way, against what the simulation says it
    /// must be and against SQL over the exported reports.
    @Suite struct SimulationTests {
        @Test func `What stands ends with the unit where the aggregator has the units`() async throws {
            let city = try await AskedCity.sent(units: 240, isRegistered: true)
            try CityTotals(city.sql).expectEverything(of: city.files.file("totals.csv"))
            for reporting in CityReporting.all {
                let counts = try reporting.counts(city.sql, level: 4, months: reporting.months)
                #expect(
                    counts.count == CityQuestion.years.count * 12 / reporting.months, "\(reporting.table)")
                // Some miss a period or hand in a part; nobody reports who need not.
                for (place, count) in counts {
                    #expect(
                        count.expected >= count.actual && count.actual * 4 > count.expected * 2,
                        "\(place) \(count)")
                    #expect(count.onTime == 0, "sent today")
                }
            }
            for level in CityQuestion.levels {
                for months in [1, 12] {
                    try await city.expect(CityQuestion(level: level, months: months))
                }
            }
        }

        @Test func `Who has reported and in time is what SQL counts, at every level and by every period`()
            async throws
        {
            let dueDays = CityReporting.daysSinceMiddle
            let city = try await AskedCity.sent(units: 240, isRegistered: true, dueDays: dueDays)
            try await city.expectReporting(dueDays: dueDays)
        }

        @Test
        func `Every element and indicator of 3000 units and 24 months is what SQL finds, at every level`()
            async throws
        {
            let city = try await AskedCity.sent(units: 3_000)
            for question in AskedCity.questions(city.sql.blocks) {
                try await city.expect(question)
            }
            try await city.expectMinutes()
            try await city.expectComputed()
            try CityTotals(city.sql).expectEverything(of: city.files.file("totals.csv"))
        }

        @Test
        func `The city is untidy: sent twice, amended, retracted, late, missing, of very different sizes`()
            async throws
        {
            let folder = try Folder()
            let written = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "80", "--months", "12", "--seed", "5", "--csv",
                    folder.file("city.csv"),
                ],
                in: folder)
            #expect(written.exitCode == 0, "\(written.errors)")
            let table = try Table(file: folder.file("city.csv"))
            #expect(written.output == "\(table.rows.count) rows in \(folder.file("city.csv"))\n")
            let keys = { (row: [String: String]) in
                [row["data_set"], row["unit"], row["id"] == "" ? row["period"] : row["id"]].map { $0 ?? "" }
            }
            let times = Dictionary(grouping: table.rows, by: keys).mapValues {
                $0.map { $0["saved_at"] ?? "" }
            }
            #expect(times.values.contains { $0.count > Set($0).count })
            #expect(times.values.contains { Set($0).count > 1 })
            #expect(times.values.contains { $0 != $0.sorted() })
            #expect(table.rows.contains { $0["status"] == "retracted" })
            let coverage = times.filter { $0.key[0] == "coverage" }
            #expect(coverage.count < 80 * 12 && coverage.count > 80 * 12 * 3 / 4)
            #expect(Set(coverage.keys.map { $0[1].count }) == [12, 16])
            let cases = Dictionary(grouping: times.keys.filter { $0[0] == "city-problem" }) { $0[1] }
                .mapValues(\.count)
            #expect((cases.values.max() ?? 0) > 10 * (cases.values.sorted().first ?? 0))
        }

        @Test func `What simulate writes to a file comes to the same when it is sent from there`()
            async throws
        {
            let services = try await Services()
            let folder = services.folder
            let arguments = ["simulate", "--units", "60", "--months", "6", "--seed", "3"]
            _ = try await Program.run(
                "grassroots", arguments + ["--csv", folder.file("city.csv")], in: folder)
            let others = try await Services()
            let sent = try await services.send([folder.file("city.csv")])
            others.remember(
                try await Program.run(
                    "grassroots",
                    arguments + [
                        "--collector", "127.0.0.1:\(others.collectorPort)", "--spool",
                        others.folder.file("spool"),
                    ], in: others.folder))
            #expect(sent.lastLine.contains(", rejected 0, "), "\(sent.errors)")
            let export = try await services.command("export", [])
            #expect(export.output == (try await others.command("export", [])).output)
            #expect(export.output.split(separator: "\n").count > 400)
        }

        @Test func `What is no file is written as it is, not replaced by one`() async throws {
            let folder = try Folder()
            let arguments = ["simulate", "--units", "10", "--months", "2", "--csv"]
            _ = try await Program.run("grassroots", arguments + [folder.file("city.csv")], in: folder)
            let piped = try await Program.run("grassroots", arguments + ["/dev/stdout"], in: folder)
            let file = try String(contentsOfFile: folder.file("city.csv"), encoding: .utf8)
            #expect(piped.output == file && file.hasPrefix("data_set,unit,"), "\(piped.errors)")
            #expect(piped.errors == "\(file.split(separator: "\n").count - 1) rows in /dev/stdout\n")
        }
    }
}
