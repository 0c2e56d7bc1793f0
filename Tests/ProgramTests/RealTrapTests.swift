import Foundation
import Testing

extension Programs {
    /// The rows of the table of traps whose figures are those of real data. What each must be was computed from the files
    /// by itself; one collector and one aggregator take everything.
    @Suite(.enabled(if: Setting.hasData, Setting.dataMissing))
    struct RealTrapTests {
        private static let issues = Setting.dataFile("issues-boston-2015h1.csv.gz")
        private static let byDeadline = Setting.dataFile("expected-by-deadline-boston-2015h1.csv")

        private func row(_ services: Services, _ arguments: [String]) async throws -> [String: String] {
            Table(try await services.query(arguments).output).rows.first ?? [:]
        }

        /// What somebody knew on a day: the reports that had been saved before it.
        private func send(
            _ services: Services, _ lines: [Substring], savedBefore day: String
        ) async throws {
            let columns = lines[0].split(separator: ",").map(String.init)
            let saved = try #require(columns.firstIndex(of: "saved_at"))
            let known = lines.dropFirst().filter { line in
                line.split(separator: ",", omittingEmptySubsequences: false)[saved] < day
            }
            let file = try services.folder.write(
                ([lines[0]] + known).joined(separator: "\n") + "\n", to: "known-\(day).csv")
            #expect(try await services.send([file], spool: "spool-\(day)").exitCode != 1)
        }

        @Test func `Deadlines, cohorts and backlog of Boston`() async throws {
            let services = try await Services()
            let lines = try Boston.lines(in: services.folder)
            try await send(services, lines, savedBefore: "2015-02-01")
            // All closings of January over the cases due in January would be 139.1 %.
            let january = try await row(services, ["CP_CLOSE_RATE", "--period", "201501"])
            #expect(january["CP_CLOSE_RATE.numerator"] == "1638")
            #expect(january["CP_CLOSE_RATE.denominator"] == "2128")
            #expect(january["CP_CLOSE_RATE"] == "76.9737")

            try await send(services, lines, savedBefore: "2015-07-01")
            let cohort = ["CP_COHORT_CLOSE_RATE", "--period", "201506"]
            #expect(try await row(services, cohort)["CP_COHORT_CLOSE_RATE"] == "61.3498")
            #expect(try await services.send([Boston.reports], spool: "all").exitCode == 3)
            #expect(try await row(services, cohort)["CP_COHORT_CLOSE_RATE"] == "88.8596")

            try await deadlines(services)
            try await backlog(services)
        }

        /// Cases whose deadline had come when the file ends, in January 2016; of all that have one 62.5 % were in time.
        private func deadlines(_ services: Services) async throws {
            let expected = try Table(file: Self.byDeadline).rows.filter { ($0["month"] ?? "") <= "201601" }
            func sum(_ column: String) -> Int { expected.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) } }
            let all = try await row(services, ["CP_COHORT_ONTIME_RATE"])
            #expect(all["CP_COHORT_ONTIME_RATE"] == "62.5229")
            let due = try await row(services, ["CP_ONTIME_RATE", "--period", "201501..201601"])
            #expect(due["CP_ONTIME_RATE.numerator"] == "\(sum("on_time"))")
            #expect(due["CP_ONTIME_RATE.denominator"] == "\(sum("fell_due"))")
            #expect(due["CP_ONTIME_RATE"]?.hasPrefix("60.8") == true, "\(due)")
        }

        private func backlog(_ services: Services) async throws {
            let counts = try await row(
                services, ["CP_FILED", "CP_CLOSED", "CP_ENDED", "--period", "201501..201601"])
            // Filed less closed with a deadline would be 20,839.
            #expect(counts["CP_FILED"] == "58119" && counts["CP_CLOSED"] == "37280")
            #expect(counts["CP_ENDED"] == "49042")
            #expect(try await row(services, ["CP_OPEN", "--period", "201601"])["CP_OPEN"] == "9077")
            let listed = try await row(services, ["backlog", "city-problem", "--period", "201601"])
            #expect(listed["open"] == "9077")
            // 6,312 cases have no ward, and as many of all that have a deadline are open: not the same ones.
            let wards = Table(
                try await services.query(["CP_FILED", "CP_DUE", "CP_CLOSED", "--by", "unit:6"]).output
            ).keyed(by: ["unit"])
            let none = try #require(wards["9901"])
            #expect(none["CP_FILED"] == "6312" && none["CP_DUE"] == "4375" && none["CP_CLOSED"] == "2551")
            func total(_ column: String) -> Int {
                wards.values.reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) }
            }
            #expect(total("CP_DUE") - total("CP_CLOSED") == 6_312)
        }

        /// One row of the file as a case of its own in another city: what the city's clock said, and how long it took.
        private static let header = "data_set,unit,period,id,CP_FILED,CP_MINUTES\n"

        @Test func `Boston's nights belong to their own month, and open cases have a part in the median`()
            async throws
        {
            let services = try await Services()
            let file = try services.folder.unpack(Self.issues, to: "issues.csv")
            let issues = try Table(file: file).rows
            let nights = issues.filter { $0["opened"]?.dropFirst(11).prefix(2) ?? "" < "08" }
            let housing = issues.filter { $0["reason"] == "Housing" }
            #expect(nights.count == 4_886 && housing.count == 3_561)
            // In UTC, eight hours behind, 168 of the nights are still of the month before.
            #expect(nights.count { $0["opened"]?.dropFirst(8).prefix(2) == "01" } == 168)
            let parser = DateFormatter()
            parser.locale = Locale(identifier: "en_US_POSIX")
            parser.timeZone = TimeZone(identifier: "UTC")
            parser.dateFormat = "yyyy-MM-dd'T'HH:mm:ss"
            var days: [Double] = []
            var rows = nights.map { "city-problem,9902,\($0["opened"] ?? ""),\($0["case_id"] ?? ""),1,\n" }
            for issue in housing {
                let opened = try #require(parser.date(from: issue["opened"] ?? ""))
                var minutes = ""
                if let closed = parser.date(from: issue["closed"] ?? "") {
                    days.append(closed.timeIntervalSince(opened) / 86_400)
                    minutes = "\(Int(closed.timeIntervalSince(opened) / 60))"
                }
                rows.append(
                    "city-problem,9903,\(issue["opened"] ?? ""),\(issue["case_id"] ?? ""),1,\(minutes)\n")
            }
            let sent = try services.folder.write(Self.header + rows.joined(), to: "cases.csv")
            #expect(try await services.send([sent]).exitCode == 0)

            let months = Table(
                try await services.query(["CP_FILED", "--unit", "9902", "--by", "month"]).output)
            let counted = Dictionary(grouping: nights) {
                ($0["opened"] ?? "").prefix(7).split(separator: "-").joined()
            }
            for row in months.rows {
                #expect(row["CP_FILED"] == "\(counted[row["month"] ?? ""]?.count ?? 0)", "\(row)")
            }
            #expect(months.rows.count == counted.count)
            try await bands(services, days)
        }

        /// Of the 1,379 that were closed the median is 14.0 days; of all 3,561 there is none.
        private func bands(_ services: Services, _ days: [Double]) async throws {
            let bands = Table(
                try await services.query(["distribution", "CP_MINUTES", "--unit", "9903"]).output)
            #expect(days.count == 1_379 && !bands.rows.isEmpty)
            for row in bands.rows {
                let median = (Double(row["CP_MINUTES.p50"] ?? "") ?? 0) / 1_440
                #expect(abs(median - 14.02) < 0.14, "\(row)")
                #expect(row["CP_MINUTES.open"] == "2182" && row["CP_MINUTES.p50_all"] == "")
            }
            for (end, label) in [(7.0, "≤ 10080"), (15, "≤ 21600"), (30, "≤ 43200")] {
                let row = try #require(bands.rows.first { $0["band"] == label })
                let within = Double(days.count { $0 <= end })
                let got = Double(row["CP_MINUTES.within"] ?? "") ?? 0
                #expect(abs(got - within) <= 0.01 * within, "\(label): \(got), expected \(within)")
            }
        }

        @Test func `Provinces of the census: a ratio of sums, and nobody above or below reports too`()
            async throws
        {
            let services = try await Services()
            _ = try await services.send([Setting.dataFile("reports-population-2020.csv")])
            // The mean of the rates of 四川's counties is 47.9 %.
            let sichuan = try await row(services, ["EC_URBAN_RATE", "--unit", "51", "--period", "2020"])
            #expect(sichuan["EC_URBAN_RATE"] == "56.7266")
            // 北京 as a whole, once more as its only prefecture, and one of its streets: it would count up to three times.
            let parts = try services.folder.write(
                """
                data_set,unit,period,EC_POP
                population,11,2020,21893095
                population,1101,2020,21893095
                population,110101001,2020,74000

                """, to: "parts.csv")
            let sent = try await services.send([parts])
            #expect(sent.lastLine.hasPrefix("accepted 0, rejected 3, "), "\(sent.lastLine)")
            let rejected = try String(
                contentsOfFile: services.folder.file("parts.rejected.csv"), encoding: .utf8)
            #expect(rejected.components(separatedBy: "UNIT_DOES_NOT_REPORT").count == 4, "\(rejected)")
            let beijing = try await row(services, ["EC_POP", "--unit", "11", "--period", "2020"])
            #expect(beijing["EC_POP"] == "21893095")
        }
    }
}
