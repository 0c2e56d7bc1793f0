import Foundation
import Testing

extension Programs {
    /// Who has reported, asked as an operator asks it.
    @Suite struct ReportingTests {
        private static let units = """
            code,name,opened,closed,domain,area,reports,reported_by,successors
            510104017,街道,,,,,,,
            510104017003,甲社区,,,community,urban,,510104017,
            510104017004,乙社区,,2025-07-01,community,rural,,,510104017005@2025-07-01
            510104017005,丙社区,2025-07-01,,community,,coverage,,

            """

        private static func services() async throws -> Services {
            let folder = try Folder()
            let services = try await Services(units: try folder.write(units, to: "units.csv"))
            let reports = try services.folder.write(
                """
                data_set,unit,period,COV_TOTAL:park,COV_SINGLE:park,COV_JOINT:park,COV_WORKONLY:park
                coverage,510104017004,202506,10,1,1,1
                coverage,510104017005,202507,4,1,,
                coverage,510104017009,202507,4,1,0,0

                """, to: "reports.csv")
            _ = try await services.send([reports])
            return services
        }

        @Test func `Expected, actual and unexpected returns come by unit and month`() async throws {
            let services = try await Self.services()
            let answer = try await services.query([
                "completeness", "coverage", "--by", "unit:community", "--by", "month", "--period",
                "202506..202507",
            ])
            let rows = Table(answer.output).keyed(by: ["unit", "month"])
            let columns = ["expected", "actual", "partial", "unexpected", "unit.name"]
            for (key, expected) in [
                ("510104017003/202506", ["1", "0", "0", "0", "甲社区"]),
                ("510104017004/202506", ["1", "1", "0", "0", "乙社区"]),
                ("510104017005/202507", ["1", "0", "1", "0", "丙社区"]),
                ("510104017009/202507", ["0", "1", "0", "1", "未登记 unregistered"]),
            ] {
                #expect(columns.map { rows[key]?[$0] ?? "-" } == expected, "\(key) \(answer)")
            }
            #expect(rows["510104017004/202507"] == nil && rows["510104017005/202506"] == nil)
            #expect(
                rows["510104017005/202507"]?["unit.succession"]
                    == "2025-07-01 设立；2025-07-01 ← 510104017004 乙社区 / "
                    + "2025-07-01 opened; 2025-07-01 ← 510104017004 乙社区")
        }

        @Test func `Who is missing is told in a table and in a message`() async throws {
            let services = try await Self.services()
            let table = try await services.query(["missing", "coverage", "--period", "202507"])
            let rows = Table(table.output).keyed(by: ["unit"])
            #expect(rows.count == 2, "\(table)")
            #expect(
                rows["510104017003"]?["state"] == "missing" && rows["510104017005"]?["state"] == "partial")
            #expect(rows["510104017003"]?["due"] == "2025-08-05")
            #expect(rows["510104017003"]?["reported_by"] == "510104017")
            let message = try await services.query(["missing", "coverage", "--period", "202507", "--text"])
            #expect(message.output.contains("【催报】"), "\(message)")
            #expect(message.output.contains("· 510104017003 甲社区（由510104017 街道代报"))
            #expect(message.output.contains("· 510104017005 丙社区（有必填项未填"))
        }

        @Test func `A registry that contradicts itself is refused at the start with its line`() async throws {
            let folder = try Folder()
            let units = try folder.write(
                "code,name,closed\n5101,成都市,2025-02-30\n", to: "wrong.csv")
            let result = try await Program.run(
                "grassroots-aggregator", ["--data", folder.file("data"), "--units", units], in: folder)
            #expect(result.exitCode == 1)
            #expect(
                result.errors.contains("wrong.csv:2: unit 5101: closed `2025-02-30` is no day"), "\(result)")
        }
    }
}
