import Foundation
import GRDB
import Testing

extension Programs {
    @Suite struct ExportTests {
        private static let rows = """
            data_set,unit,period,id,saved_at,status,urgency,CP_FILED,CP_DUE,CP_DUE_AT,COV_TOTAL:park,EC_POP,EC_POP_URBAN
            city-problem,510104017,2026-03-15,case 17,2026-03-15T08:30:00.250Z,,acute,1,1,2026-03-22T18:00:00,,,
            city-problem,510104017,2026-03-16,6F9619FF-8B86-D011-B42D-00C04FC964FF,2026-03-16T08:30:00Z,,,1,,,,,
            city-problem,510104017,2026-03-16,6F9619FF-8B86-D011-B42D-00C04FC964FF,2026-03-17T08:30:00Z,,chronic,1,,,,,
            city-problem,510105001,2026-03-18,case 18,2026-03-18T08:30:00Z,,,1,,,,,
            population,510104,2025,,2026-01-05T00:00:00Z,,,,,,,1000,400

            """

        private static func filled() async throws -> Services {
            let services = try await Services()
            let file = try services.folder.write(rows, to: "rows.csv")
            let sent = try await services.send([file])
            #expect(sent.lastLine.hasPrefix("accepted 5, rejected 0"), "\(sent.errors)")
            return services
        }

        @Test func `What export writes, send takes back, and export then writes the same again`() async throws
        {
            let services = try await Self.filled()
            let retracted = try await services.command(
                "retract", ["city-problem", "510105001", "case 18"], sends: true)
            #expect(retracted.lastLine.hasPrefix("accepted 1, rejected 0"), "\(retracted.errors)")
            let exported = try await services.command("export", [])
            #expect(exported.exitCode == 0, "\(exported.errors)")
            // Two cases in force, one of them amended, one retracted, one return; the header.
            #expect(exported.output.split(separator: "\n").count == 5)
            #expect(
                exported.output.contains(
                    "6f9619ff-8b86-d011-b42d-00c04fc964ff,2026-03-17T08:30:00.000Z,,chronic")
            )
            #expect(exported.output.contains(",2026-03-15T08:30:00.250Z,,acute"))
            #expect(exported.output.contains(",retracted,"))

            let others = try await Services()
            let file = try others.folder.write(exported.output, to: "exported.csv")
            let sent = try await others.send([file])
            #expect(sent.lastLine.hasPrefix("accepted 4, rejected 0"), "\(sent.errors)")
            let again = try await others.command("export", [])
            #expect(again.output == exported.output)
            let question = ["CP_FILED", "EC_POP", "--by", "unit:district"]
            #expect(
                try await others.query(question).output == (try await services.query(question).output))
        }

        @Test func `Forms, units and periods narrow an export, and an unknown form is named`() async throws {
            let services = try await Self.filled()
            let cases = try await services.command(
                "export", ["--data-set", "city-problem", "--unit", "510104", "--period", "20260316"])
            #expect(cases.output.split(separator: "\n").count == 2, "\(cases.output)")
            #expect(!cases.output.contains("EC_POP"))
            let unknown = try await services.command("export", ["--data-set", "city-problems"])
            #expect(unknown.exitCode == 1 && unknown.output.isEmpty)
            #expect(unknown.errors.contains("city-problems: the catalogue has no such form"))
            #expect(unknown.errors.contains("Did you mean city-problem?"))
        }

        @Test func `The SQLite file sums to what is asked, and is never overwritten`() async throws {
            let services = try await Self.filled()
            let path = services.folder.file("city.sqlite")
            let exported = try await services.command("export", ["--sqlite", path])
            #expect(exported.exitCode == 0, "\(exported.errors)")
            let queue = try DatabaseQueue(path: path)
            let (filed, population, parents, heads) = try await queue.read { database in
                (
                    try Int.fetchOne(
                        database,
                        sql:
                            "SELECT sum(CP_FILED) FROM city_problem WHERE unit LIKE '510104%' AND status = 'values'"
                    ),
                    try Int.fetchOne(database, sql: "SELECT EC_POP FROM population WHERE period = '2025'"),
                    try String.fetchAll(
                        database, sql: "SELECT code || ' ' || ifnull(parent, '-') FROM unit ORDER BY code"),
                    try String.fetchAll(
                        database,
                        sql: "SELECT element FROM element WHERE table_name = 'coverage' AND options = 'park'")
                )
            }
            try queue.close()
            #expect(filed == 2 && population == 1_000)
            #expect(
                parents == [
                    "51 -", "5101 51", "510104 5101", "510104017 510104", "510105 5101", "510105001 510105",
                ])
            #expect(heads.contains("COV_TOTAL"))
            try await Self.expectTimesAsTold(path)
            let names = try services.folder.write("code,name\n5101,成都市\n510104,锦江区\n", to: "units.csv")
            let named = services.folder.file("named.sqlite")
            let withNames = try await services.command("export", ["--sqlite", named, "--units", names])
            #expect(withNames.exitCode == 0, "\(withNames.errors)")
            let units = try await DatabaseQueue(path: named).read { database in
                try String.fetchAll(
                    database,
                    sql:
                        "SELECT code || ' ' || ifnull(name, '-') FROM unit WHERE code LIKE '5101%' ORDER BY code"
                )
            }
            #expect(units == ["5101 成都市", "510104 锦江区", "510104017 -", "510105 -", "510105001 -"])
            let useless = try await services.command("export", ["--units", names])
            #expect(useless.exitCode == 64 && useless.errors.contains("is for --sqlite"))
            let again = try await services.command("export", ["--sqlite", path])
            #expect(again.exitCode == 1 && again.errors.contains("exists already"))
        }

        /// Times of saving and arrival sort as texts; what a date column holds is told in the file itself.
        private static func expectTimesAsTold(_ path: String) async throws {
            let queue = try DatabaseQueue(path: path)
            let (times, dues, remark) = try await queue.read { database in
                (
                    try String.fetchAll(
                        database,
                        sql:
                            "SELECT saved_at FROM city_problem UNION ALL SELECT received_at FROM city_problem"
                    ),
                    try String.fetchAll(
                        database, sql: "SELECT CP_DUE_AT FROM city_problem WHERE CP_DUE_AT IS NOT NULL"),
                    try String.fetchOne(database, sql: "SELECT sql FROM sqlite_schema WHERE name = 'element'")
                )
            }
            #expect(times.contains("2026-03-17T08:30:00.000Z") && times.contains("2026-03-15T08:30:00.250Z"))
            #expect(Set(times.map(\.count)) == [24], "\(times)")
            #expect(dues == ["2026-03-22T18:00:00+08:00"])
            #expect(remark?.contains("days (2026-03-15) or times (2026-03-15T16:30:00+08:00), local") == true)
        }

        @Test func `The history of a report shows all its revisions and says when there is none`()
            async throws
        {
            let services = try await Self.filled()
            let history = try await services.command(
                "history",
                ["city-problem", "510104017", "6f9619ff-8b86-d011-b42d-00c04fc964ff", "--format", "csv"])
            let table = Table(history.output)
            #expect(table.rows.map { $0["standing"] } == ["in force", "superseded"], "\(history.errors)")
            #expect(
                table.rows.map { $0["saved_at"] }
                    == ["2026-03-17T08:30:00.000Z", "2026-03-16T08:30:00.000Z"])
            #expect(table.rows.map { $0["urgency"] } == ["chronic", ""])
            #expect(!table.columns.contains("CP_DUE_AT"))
            let none = try await services.command("history", ["population", "510104", "2020"])
            #expect(
                none.exitCode == 1 && none.errors.contains("knows no report population of 510104 for 2020"))
            let typed = try await services.command("history", ["city-problem", "510104017", "case 71"])
            #expect(
                typed.exitCode == 1 && typed.errors.contains("of 510104017 with id \"case 71\", which is "),
                "\(typed.errors)")
        }

        @Test func `A retraction takes a report out of every sum, and an old copy does not bring it back`()
            async throws
        {
            let services = try await Self.filled()
            let retracted = try await services.command(
                "retract", ["population", "510104", "2025"], sends: true)
            #expect(retracted.exitCode == 0, "\(retracted.errors)")
            _ = try await services.send([services.folder.file("rows.csv")], spool: "another-spool")
            let answer = try await services.query(["EC_POP", "CP_FILED"])
            #expect(Table(answer.output).rows.first?["EC_POP"] == "")
            #expect(Table(answer.output).rows.first?["CP_FILED"] == "3")
            let again = try await services.command(
                "retract", ["population", "510104", "2025"], sends: true)
            #expect(again.exitCode == 1 && again.errors.contains("is retracted already"))
            let never = try await services.command(
                "retract", ["population", "510104", "1999"], sends: true)
            #expect(never.exitCode == 1 && never.errors.contains("knows no report"))
        }
    }
}
