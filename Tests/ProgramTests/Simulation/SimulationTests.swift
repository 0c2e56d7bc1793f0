import Foundation
import Testing

extension Programs {
    /// A simulated city, sent through real services and asked about in every way, against what the simulation says it
    /// must be and against SQL over the exported reports.
    @Suite struct SimulationTests {
        /// Beyond `CityQuestion`: communities and sites are many, so most of their periods are asked of one district.
        private static let district = "510106"

        private struct City {
            let services: Services
            let sql: CitySQL
            let totals: String
        }

        private static func simulated(units: Int) async throws -> City {
            let seed = UInt64.random(in: 1...1_000_000)
            print("seed \(seed)")
            let services = try await Services()
            let folder = services.folder
            let sent = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "\(units)", "--months", "24", "--seed", "\(seed)", "--totals",
                    folder.file("totals.csv"), "--collector", "127.0.0.1:\(services.collectorPort)",
                    "--spool", folder.file("spool"),
                ], in: folder)
            #expect(sent.exitCode == 0, "\(sent.errors)")
            #expect(sent.lastLine.contains(", rejected 0, "), "\(sent.lastLine)")
            services.remember(sent)
            let exported = try await services.command("export", ["--sqlite", folder.file("city.sqlite")])
            #expect(exported.exitCode == 0, "\(exported.errors)")
            return City(
                services: services, sql: try CitySQL(path: folder.file("city.sqlite")),
                totals: folder.file("totals.csv"))
        }

        @Test
        func `Every element and indicator of 3000 units and 24 months is what SQL finds, at every level`()
            async throws
        {
            let city = try await Self.simulated(units: 3_000)
            for question in Self.questions(city.sql.blocks) {
                let answer = try await city.services.query(
                    question.items(city.sql.blocks) + question.arguments)
                #expect(answer.exitCode == 0, "\(answer.errors)")
                let expected = try city.sql.answer(question)
                #expect(expected.utf8.count > 50, "\(question)")
                if answer.output != expected { Self.report(answer.output, expected, question) }
            }
            try CityTotals(city.sql).expectEverything(of: city.totals)
        }

        /// By every length of period with all options together, and by each category for the shortest and the longest.
        private static func questions(_ blocks: [CityBlock]) -> [CityQuestion] {
            var questions: [CityQuestion] = []
            func ask(_ months: Int, _ category: String?) {
                for level in CityQuestion.levels {
                    let isNarrow = level > 9 && months < 12
                    let question = CityQuestion(
                        level: level, months: months, category: category, unit: isNarrow ? district : nil)
                    if !question.items(blocks).isEmpty { questions.append(question) }
                }
            }
            for months in [1, 3, 6, 12] { ask(months, nil) }
            for category in Set(blocks.flatMap(\.categories)).sorted() {
                let shortest = blocks.filter { $0.categories.contains(category) }.map(\.form.months).min()
                for months in Set([shortest ?? 1, 12]) { ask(months, category) }
            }
            return questions
        }

        /// Says what is different about an answer: how many lines, and the first cells.
        private static func report(_ answer: String, _ expected: String, _ question: CityQuestion) {
            let got = answer.split(separator: "\n").map(String.init)
            let wanted = expected.split(separator: "\n").map(String.init)
            let missing = Set(wanted).subtracting(got).sorted()
            let extra = Set(got).subtracting(wanted).sorted()
            let header = wanted[0].split(separator: ",", omittingEmptySubsequences: false)
            var cells = ""
            if let first = missing.first {
                let keys = question.category == nil ? 2 : 3
                let key = first.split(separator: ",", omittingEmptySubsequences: false).prefix(keys)
                let other = extra.first { $0.hasPrefix(key.joined(separator: ",") + ",") } ?? ""
                let pairs = zip(
                    first.split(separator: ",", omittingEmptySubsequences: false),
                    other.split(separator: ",", omittingEmptySubsequences: false))
                for (name, pair) in zip(header, pairs) where pair.0 != pair.1 {
                    cells += " \(name): \(pair.1), expected \(pair.0);"
                }
                cells += " in \(key)"
            }
            Issue.record(
                "\(question.arguments): \(missing.count) of \(wanted.count) lines differ, \(extra.count) are others;\(cells)"
            )
        }

        @Test
        func `The city is untidy: sent twice, amended, retracted, late, missing, of very different sizes`()
            async throws
        {
            let folder = try Folder()
            let written = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "240", "--months", "24", "--seed", "5", "--csv",
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
            #expect(coverage.count < 240 * 24 && coverage.count > 240 * 24 * 3 / 4)
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
