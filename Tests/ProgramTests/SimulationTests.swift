import Foundation
import Testing

extension Programs {
    /// A simulated city, sent through real services and asked about in every way, against what the simulation says it
    /// must be and against SQL over the exported reports.
    @Suite struct SimulationTests {
        private static let levels: [(name: String, length: Int)] = [
            ("province", 2), ("city", 4), ("district", 6), ("street", 9), ("community", 12),
            ("site", 16),
        ]
        private static let months = "202401..202603"

        private struct City {
            let services: Services
            let totals: Table
            let sql: CitySQL
        }

        /// 240 units and 24 months.
        private static func simulated() async throws -> City {
            let seed = UInt64.random(in: 1...1_000_000)
            print("seed \(seed)")
            let services = try await Services()
            let folder = services.folder
            let sent = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "240", "--months", "24", "--seed", "\(seed)", "--totals",
                    folder.file("totals.csv"), "--collector", "127.0.0.1:\(services.collectorPort)",
                    "--spool",
                    folder.file("spool"),
                ], in: folder)
            #expect(sent.exitCode == 0, "\(sent.errors)")
            services.remember(sent)
            let exported = try await services.command("export", ["--sqlite", folder.file("city.sqlite")])
            #expect(exported.exitCode == 0, "\(exported.errors)")
            return City(
                services: services, totals: try Table(file: folder.file("totals.csv")),
                sql: try CitySQL(path: folder.file("city.sqlite")))
        }

        @Test func `Every element at every level is what the simulation knows and what SQL finds`()
            async throws
        {
            let city = try await Self.simulated()
            #expect(
                Set(city.totals.rows.map { $0["element"] ?? "" })
                    == Set(CitySQL.elements.keys).union(["CP_MINUTES"]))
            var compared = 0
            for level in Self.levels {
                for (elements, by) in Self.questions {
                    let answer = try await city.services.query(
                        elements + ["--by", "unit:\(level.name)", "--by", by.name, "--period", by.range])
                    let table = Table(answer.output)
                    #expect(!table.rows.isEmpty, "\(answer.errors)")
                    for element in elements {
                        let asked = Self.cells(element, of: table, by: by.name)
                        let found = try city.sql.sums(element, level: level.length)
                        Self.expect(asked, equals: found, "\(element) by \(level.name)")
                        // Rows of units above the level hold only what these reported themselves.
                        let known = city.totals.rows.filter {
                            $0["element"] == element && $0["unit"]?.count == level.length
                        }.map { ("\($0["unit"] ?? "")/\($0["period"] ?? "")", Int($0["value"] ?? "") ?? -1) }
                        Self.expect(
                            found.filter {
                                $0.key.firstIndex(of: "/")?.utf16Offset(in: $0.key) == level.length
                            },
                            equals: Dictionary(uniqueKeysWithValues: known),
                            "known \(element) by \(level.name)")
                        compared += asked.count
                    }
                }
            }
            print("\(compared) cells compared")
            #expect(compared > 100_000)
        }

        @Test func `Domains add up, and quantiles are those of SQL within one per cent`() async throws {
            let city = try await Self.simulated()
            let answer = try await city.services.query([
                "COV_TOTAL", "COV_BLANK_FILLED", "--by", "unit:district", "--by", "month", "--by", "domain",
                "--period", "202401..202512",
            ])
            let rows = Table(answer.output).rows
            for element in ["COV_TOTAL", "COV_BLANK_FILLED"] {
                for domain in CitySQL.domains {
                    let asked = rows.filter { $0["domain"] == domain }.compactMap { row in
                        row[element].flatMap(Int.init).map {
                            ("\(row["unit"] ?? "")/\(row["month"] ?? "")", $0)
                        }
                    }
                    Self.expect(
                        Dictionary(uniqueKeysWithValues: asked),
                        equals: try city.sql.sums(element, level: 6, domain: domain),
                        "\(element) of \(domain)")
                }
            }
            for level in Self.levels {
                let minutes = try await city.services.query([
                    "CP_MINUTES", "--by", "unit:\(level.name)", "--by", "month", "--period", Self.months,
                ])
                let found = try city.sql.minutes(level: level.length)
                let asked = Table(minutes.output).keyed(by: ["unit", "month"]).filter {
                    $0.value["CP_MINUTES.n"] != ""
                }
                #expect(asked.keys.sorted() == found.keys.sorted())
                for (place, (count, p50, p90)) in found {
                    #expect(asked[place]?["CP_MINUTES.n"] == "\(count)", "\(place)")
                    for (name, exact) in [("p50", p50), ("p90", p90)] {
                        let value = asked[place]?["CP_MINUTES.\(name)"].flatMap(Int.init) ?? -1
                        #expect(abs(value - exact) * 100 <= exact, "\(place) \(name): \(value), SQL \(exact)")
                    }
                }
            }
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

        // MARK: Questions

        private static var questions: [([String], by: (name: String, range: String))] {
            let byMonth = CitySQL.elements.keys.filter { !$0.hasPrefix("EC_") }.sorted()
            let cases = byMonth.filter { $0.hasPrefix("CP_") }
            let coverage = byMonth.filter { $0.hasPrefix("COV_") }
            return [
                (cases, ("month", months)), (coverage, ("month", "202401..202512")),
                (["EC_POP", "EC_POP_URBAN"], ("year", "2024..2025")),
            ]
        }

        /// The cells of one column that are not empty, by `unit/period`.
        private static func cells(_ element: String, of table: Table, by: String) -> [String: Int] {
            var cells: [String: Int] = [:]
            for row in table.rows {
                guard let value = row[element].flatMap(Int.init) else { continue }
                cells["\(row["unit"] ?? "")/\(row[by] ?? "")"] = value
            }
            return cells
        }

        private static func expect(
            _ got: [String: Int], equals expected: [String: Int], _ what: String,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let different = Set(got.keys).union(expected.keys).filter { got[$0] != expected[$0] }.sorted()
            let first = different.first.map { "\($0): \(got[$0] as Int?), expected \(expected[$0] as Int?)" }
            #expect(
                different.isEmpty, "\(what): \(different.count) of \(expected.count) differ, \(first ?? "")",
                sourceLocation: sourceLocation)
        }
    }
}
