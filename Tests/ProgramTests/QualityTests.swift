import Foundation
import Testing

extension Programs {
    /// What is doubtful in single reports, asked from the command line.
    @Suite struct QualityTests {
        private static let header =
            "data_set,unit,period,id,saved_at,CP_FILED,CP_DUE,CP_CLOSED,CP_DUE_AT,CP_CLOSED_AT,COV_TOTAL:park,"
            + "COV_SINGLE:park,COV_JOINT:park,COV_WORKONLY:park\n"

        private static func coverage(_ month: String, _ total: Int, savedAt: String) -> String {
            "coverage,510104017003,\(month),,\(savedAt),,,,,,\(total),1,1,1\n"
        }

        /// Two clients' rows: a steady unit that jumps, a rule that is broken, a case that moved and stayed, a return that
        /// both wrote, the second with a clock an hour slow.
        private static func filled() async throws -> Services {
            let services = try await Services()
            let months = zip(1...7, [10, 12, 11, 13, 12, 11, 30]).map { month, total in
                coverage("20250\(month)", total, savedAt: "2025-0\(month + 1)-02T00:00:00Z")
            }
            let first =
                header + months.joined() + """
                    coverage,510105001001,202501,,2025-02-02T09:00:00Z,,,,,,4,2,2,1
                    city-problem,510104017,2025-03-01,case 1,2025-03-01T08:00:00Z,1,1,0,2025-03-03,,,,,
                    city-problem,510104017,2025-03-01,case 2,2025-03-09T08:00:00Z,1,1,1,2025-03-03,2025-03-09,,,,

                    """
            let second =
                header + """
                    coverage,510105001001,202501,,2025-02-02T08:00:00Z,,,,,,5,2,2,1
                    city-problem,510104018,2025-03-01,case 1,2025-03-02T08:00:00Z,1,1,0,2025-03-03,,,,,

                    """
            for (name, text) in [("first", first), ("second", second)] {
                let file = try services.folder.write(text, to: "\(name).csv")
                let sent = try await services.send([file], spool: name)
                #expect(sent.exitCode == 0, "\(sent.errors)")
            }
            return services
        }

        private static func rows(_ services: Services, _ arguments: [String]) async throws -> [[String:
            String]]
        {
            let answer = try await services.command("query", arguments + ["--format", "csv"])
            #expect(answer.exitCode == 0, "\(answer.errors)")
            return Table(answer.output).rows
        }

        @Test func `Every list says which report, and why`() async throws {
            let services = try await Self.filled()
            let broken = try await Self.rows(services, ["violations", "--unit", "510105"])
            #expect(broken.map { $0["rule"] } == ["COV_PARTS_IN_TOTAL"])
            #expect(broken.first?["left"] == "5" && broken.first?["right"] == "4")
            #expect(broken.first?["options"] == "domain=park")
            #expect(broken.first?["unit.name"] == nil && broken.first?["key"] == "202501")

            let outliers = try await Self.rows(services, ["outliers", "COV_TOTAL"])
            #expect(outliers.map { $0["key"] } == ["202507"])
            #expect(outliers.map { $0["usual_greatest"] } == ["16"])

            let conflicts = try await Self.rows(services, ["conflicts"])
            #expect(conflicts.map { $0["standing"] } == ["in force", "superseded"])
            #expect(
                conflicts.first?["content"]
                    == "COV_TOTAL:park=4 COV_SINGLE:park=2 COV_JOINT:park=2 COV_WORKONLY:park=1")
            #expect(Set(conflicts.map { $0["sender"] }).count == 2)

            let repeated = try await Self.rows(services, ["repeated-ids", "city-problem"])
            #expect(repeated.map { $0["unit"] } == ["510104017", "510104018"])
            #expect(Set(repeated.map { $0["key"] }).count == 1)

            let lost = try await Self.rows(services, ["clocks"]).filter { $0["problem"] == "lost" }
            #expect(lost.map { $0["off_seconds"] } == ["3600"])
            #expect(lost.map { $0["saved_at"] } == ["2025-02-02T08:00:00.000Z"])
        }

        @Test func `A simulated city keeps every rule of the catalogue`() async throws {
            let services = try await Services()
            let sent = try await Program.run(
                "grassroots",
                [
                    "simulate", "--units", "30", "--collector", "127.0.0.1:\(services.collectorPort)",
                    "--spool",
                    services.folder.file("spool"),
                ], in: services.folder)
            #expect(services.remember(sent).exitCode == 0, "\(sent.errors)")
            let answer = try await services.command("query", ["violations", "--format", "csv"])
            #expect(Table(answer.output).rows.isEmpty, "\(answer.output)")
            #expect(answer.errors.contains("nothing was found in the "), "\(answer.errors)")
        }

        @Test func `A backlog as of a day, as a table with its names in both languages`() async throws {
            let services = try await Self.filled()
            let day = ["--period", "20250304", "--by", "unit:street"]
            let rows = try await Self.rows(services, ["backlog"] + day)
            #expect(rows.map { $0["unit"] } == ["510104017", "510104018"])
            // On 4 March case 2 was not closed yet.
            #expect(rows.map { $0["open"] } == ["2", "1"] && rows.map { $0["overdue"] } == ["2", "1"])
            #expect(rows.map { $0["oldest"] } == ["2025-03-01", "2025-03-01"])
            let table = try await services.command("query", ["backlog"] + day)
            #expect(table.output.contains("超期") && table.output.contains("Overdue"), "\(table.output)")
            #expect(table.output.contains("as of the end of 2025-03-04"))
        }

        @Test func `What cannot be listed is refused and says what can`() async throws {
            let services = try await Services()
            let typed = try await services.command("query", ["violations", "coverge"])
            #expect(typed.exitCode == 1 && typed.errors.contains("Did you mean coverage"), "\(typed.errors)")
            let divided = try await services.command("query", ["outliers", "--by", "month"])
            #expect(divided.exitCode == 1 && divided.errors.contains("lists single reports"))
            let help = try await Program.run("grassroots", ["query", "--help"], in: services.folder)
            for name in ["violations", "outliers", "conflicts", "repeated-ids", "clocks", "backlog"] {
                #expect(help.output.contains("\n\(name) ["), "\(name)")
            }
        }

        @Test(.enabled(if: Setting.hasData, Setting.dataMissing))
        func `Boston's backlog is what was filed and is not closed, not filed less closed with a deadline`()
            async throws
        {
            let services = try await Services()
            let sent = try await services.send([Boston.reports])
            #expect(sent.lastLine.hasPrefix("accepted 107161"))
            let now = try await Self.rows(services, ["backlog", "city-problem", "--unit", "9901"])
            #expect(now.map { $0["open"] } == ["9077"])
            let june = ["--unit", "9901", "--period", "201506", "--by", "unit:6", "--by", "type"]
            var got: [String: [String]] = [:]
            for row in try await Self.rows(services, ["backlog"] + june) {
                let place = "\(row["unit"] ?? "") \(row["type"] ?? "")"
                got[place] = ["open", "overdue", "no_deadline", "age_0_7", "oldest"].map { row[$0] ?? "" }
            }
            #expect(got == (try Self.juneBacklog(services.folder)))
        }

        /// From the file's own lines: as of the end of 30 June 2015, in the order of the columns asked for.
        private static func juneBacklog(_ folder: Folder) throws -> [String: [String]] {
            let table = Table(try Boston.lines(in: folder).joined(separator: "\n"))
            var current: [String: [String: String]] = [:]
            // Rows stand in the order in which they were saved; those that say a negative time are refused.
            for row in table.rows where row["CP_MINUTES"]?.hasPrefix("-") == false {
                current["\(row["unit"] ?? "") \(row["id"] ?? "")"] = row
            }
            var counts: [String: [String]] = [:]
            for row in current.values {
                func day(_ column: String) -> String { String((row[column] ?? "").prefix(10)) }
                guard day("period") <= "2015-06-30" else { continue }
                let place = "\(row["unit"] ?? "") \(row["type"] ?? "")"
                var numbers = counts[place] ?? ["0", "0", "0", "0", ""]
                func add(_ index: Int) { numbers[index] = "\((Int(numbers[index]) ?? 0) + 1)" }
                if day("CP_CLOSED_AT").isEmpty || day("CP_CLOSED_AT") > "2015-06-30" {
                    add(0)
                    if day("CP_DUE_AT").isEmpty { add(2) } else if day("CP_DUE_AT") <= "2015-06-30" { add(1) }
                    if day("period") >= "2015-06-23" { add(3) }
                    if numbers[4].isEmpty || day("period") < numbers[4] { numbers[4] = day("period") }
                }
                counts[place] = numbers
            }
            return counts
        }
    }
}
