import Foundation
import Testing

extension Programs {
    @Suite(.enabled(if: Setting.hasData, Setting.dataMissing))
    struct CensusTests {
        private static let reports = Setting.dataFile("reports-population-2020.csv")

        @Test func `Every province of the census is the sum of its counties`() async throws {
            let services = try await Services()
            let sent = try await services.send([Self.reports])
            #expect(
                sent.exitCode == 0
                    && sent.lastLine.hasPrefix("accepted 2948, rejected 0, spooled 0, position "))
            let answer = try await services.query([
                "EC_POP", "EC_POP_URBAN", "--by", "unit:2", "--period", "2020",
            ])
            let got = Table(answer.output).keyed(by: ["unit"])
            let expected = try Table(file: Setting.dataFile("expected-population-2020.csv")).rows
            #expect(expected.count == 32 - 1 || expected.count == 32)
            #expect(got.count == expected.count)
            for row in expected {
                let unit = row["unit"] ?? ""
                #expect(got[unit]?["EC_POP"] == row["population"], "\(unit)")
                #expect(got[unit]?["EC_POP_URBAN"] == row["population_urban"], "\(unit)")
            }
        }

        /// Twenty of them have another code in the list of divisions, one is mistyped in the source.
        @Test
        func `Units have their names beside their codes, and the 21 that nobody registered are counted`()
            async throws
        {
            let divisions = Setting.dataFile("divisions-2021.csv.gz")
            let services = try await Services(units: divisions)
            _ = try await services.send([Self.reports])
            let answer = try await services.query(["EC_POP", "--by", "unit:6", "--period", "2020"])
            let got = Table(answer.output)
            #expect(
                got.columns == ["unit", "unit.name", "EC_POP", "population.actual", "population.expected"])
            let names = try Self.names(divisions, in: services.folder)
            let unregistered = got.rows.compactMap { row in
                names[row["unit"] ?? ""] == nil ? row["unit"] : nil
            }
            for row in got.rows {
                #expect(row["unit.name"] == names[row["unit"] ?? ""] ?? "未登记 unregistered", "\(row)")
            }
            let reported = try Table(file: Self.reports).rows.compactMap { $0["unit"] }
            #expect(unregistered == Set(reported).filter { names[$0] == nil }.sorted())
            #expect(unregistered.count == 21 && unregistered.contains("170971"))
            let note = "21 of these units are not registered: " + unregistered.joined(separator: ", ")
            #expect(answer.errors.contains(note), "\(answer.errors)")

            let table = try await services.query(
                ["EC_POP", "--unit", "1101", "--by", "unit:6", "--period", "2020"], format: "table")
            let lines = table.output.split(separator: "\n")
            #expect(lines.count > 4 && lines[0].contains("单位名称") && lines[1].contains("Unit name"))
            #expect(lines[4].hasPrefix("110101    东城区"), "\(lines[4])")
            let status = try await Program.run(
                "grassroots",
                [
                    "status", "--format", "csv", "--collector", "127.0.0.1:\(services.collectorPort)",
                    "--aggregator", "127.0.0.1:\(services.aggregatorPort)",
                ], in: services.folder)
            #expect(
                status.output.contains("aggregator,registered_units,170028\n"), "\(status.output)")
            #expect(status.output.contains("aggregator,units_file,\(divisions)\n"))
        }

        /// Of provinces, prefectures and counties.
        private static func names(_ file: String, in folder: Folder) throws -> [String: String] {
            let bytes = try Data(contentsOf: URL(filePath: folder.unpack(file, to: "divisions.csv")))
            var names: [String: String] = [:]
            for line in bytes.split(separator: 0x0A) where line.prefix(7).contains(0x2C) {
                let cells = String(decoding: line, as: UTF8.self).split(separator: ",").map(String.init)
                names[cells[0]] = cells[1]
            }
            return names
        }

        /// The ratio of sums, with both sums beside it: never the mean of the counties' rates.
        @Test(arguments: [("unit:province", 2), ("unit:city", 4), ("unit:district", 6)])
        func `The urbanisation rate comes with its numerator and denominator`(level: String, length: Int)
            async throws
        {
            let services = try await Services()
            _ = try await services.send([Self.reports])
            let answer = try await services.query(["EC_URBAN_RATE", "--by", level, "--period", "2020"])
            let got = Table(answer.output)
            #expect(
                got.columns == [
                    "unit", "EC_URBAN_RATE", "EC_URBAN_RATE.numerator", "EC_URBAN_RATE.denominator",
                    "population.actual", "population.expected",
                ])

            var sums: [String: (urban: Int, all: Int)] = [:]
            for row in try Table(file: Self.reports).rows {
                // What was reported above the asked level has a row of its own.
                let unit = String((row["unit"] ?? "").prefix(length))
                sums[unit, default: (0, 0)].urban += row["EC_POP_URBAN"].flatMap(Int.init) ?? 0
                sums[unit, default: (0, 0)].all += row["EC_POP"].flatMap(Int.init) ?? 0
            }
            #expect(got.rows.map { $0["unit"] ?? "" } == sums.keys.sorted())
            for row in got.rows {
                let sum = sums[row["unit"] ?? ""] ?? (0, 0)
                #expect(row["EC_URBAN_RATE.numerator"] == "\(sum.urban)")
                #expect(row["EC_URBAN_RATE.denominator"] == "\(sum.all)")
                let rate =
                    sum.all == 0 ? "" : String(format: "%.4f", Double(sum.urban) * 100 / Double(sum.all))
                #expect(row["EC_URBAN_RATE"] == rate, "\(row)")
            }
        }
    }
}
