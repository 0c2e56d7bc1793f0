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
