import Foundation
import Testing

extension Programs {
    /// What somebody meets who types: wrong files, wrong rows, wrong questions.
    @Suite struct CommandTests {
        private static let header = "data_set,unit,period,EC_POP,EC_POP_URBAN\n"

        @Test func `Rows that are refused are named with line, code and field, and cost nobody else`()
            async throws
        {
            let services = try await Services()
            let file = try services.folder.write(
                """
                data_set,unit,period,id,saved_at,type,CP_FILED,CP_MINUTES,EC_POP
                city-problem,990101,2015-01-01,a,2015-01-01T00:00:00Z,other,1,,
                city-problem,990101,2015-01-01,b,2015-01-01T00:00:00Z,other,1,-5,
                city-problem,990101,2015-13-01,c,2015-01-01T00:00:00Z,other,1,,
                city-problem,99010,2015-01-01,d,2015-01-01T00:00:00Z,other,1,,
                city-problem,990101,2015-01-01,e,2015-01-01T00:00:00Z,volcano,1,,
                city-problem,990101,2015-01-01,,2015-01-01T00:00:00Z,other,1,,
                no-such-form,990101,2015-01-01,f,2015-01-01T00:00:00Z,other,1,,
                city-problem,990101,2015-01-01,g,2015-01-01T00:00:00Z,other,one,,
                city-problem,990101,2015-01-01,h,2999-01-01T00:00:00Z,other,1,,
                population,110101,202001,,2015-01-01T00:00:00Z,,,,5
                population,110101,2020,,2021-01-01T00:00:00Z,,,,5

                """, to: "mixed.csv")
            let sent = try await services.send([file])
            #expect(sent.exitCode == 3)
            #expect(
                sent.lastLine.hasPrefix("accepted 2, rejected 9, spooled 0, position "), "\(sent.lastLine)")
            let rejected = try String(
                contentsOfFile: services.folder.file("mixed.rejected.csv"), encoding: .utf8)
            let lines = rejected.split(whereSeparator: \.isNewline).dropFirst()
            let numbers = lines.compactMap { $0.split(separator: ",").first.flatMap { Int($0) } }
            #expect(numbers.sorted() == Array(3...11))
            for (line, code, word) in [
                (3, "OUT_OF_BOUNDS", "CP_MINUTES"), (5, "BAD_UNIT_CODE", "99010"),
                (6, "UNKNOWN_OPTION", "volcano"),
                (8, "UNKNOWN_DATA_SET", "no-such-form"), (11, "BAD_PERIOD", "202001"),
            ] {
                let text = lines.first { $0.hasPrefix("\(line),") } ?? ""
                #expect(text.contains(code) && text.contains(word), "line \(line): \(text)")
            }
            let answer = try await services.query(["CP_FILED", "EC_POP"])
            #expect(answer.cells == "CP_FILED,EC_POP\n1,5\n")
        }

        @Test(arguments: [
            ("", "empty.csv", "empty"), ("a,b,c\n1,2,3\n", "wrong.csv", "data_set"),
            ("data_set,unit,period,EC_POPP\n", "near.csv", "EC_POP"),
            (header + "population,110101,2020,1,1\n", "plain.csv.gz", "gzip"),
        ])
        func `A file that is no report CSV is refused before anything is sent`(
            text: String, name: String, said: String
        ) async throws {
            let folder = try Folder()
            let file = try folder.write(text, to: name)
            let result = try await Program.run(
                "grassroots", ["send", "--spool", folder.file("spool"), file], in: folder)
            #expect(![0, 3, 4].contains(result.exitCode))
            #expect(result.errors.contains(said) && result.errors.contains(name), "\(result.errors)")
        }

        @Test func `Without a collector the rows stay in the spool, and flush sends them`() async throws {
            let services = try await Services()
            try await services.killCollector()
            let file = try services.folder.write(
                Self.header + "population,110101,2020,10,7\n", to: "later.csv")
            let sender = try services.sender([file], timeout: 1)
            try sender.start()
            let kept = try await sender.wait()
            #expect(kept.exitCode == 4 && kept.lastLine == "accepted 0, rejected 0, spooled 1, position -")
            try await services.restartCollector()
            let flusher = try services.flusher()
            try flusher.start()
            let flushed = services.remember(try await flusher.wait())
            #expect(flushed.exitCode == 0)
            #expect(
                flushed.lastLine.hasPrefix("accepted 1, rejected 0, spooled 0, position "),
                "\(flushed.lastLine)")
            #expect(try await services.query(["EC_POP", "--by", "unit:2"]).cells == "unit,EC_POP\n11,10\n")
        }

        @Test func `A retracted row takes its report back, and an older one never brings it back [R6]`()
            async throws
        {
            let services = try await Services()
            let columns = "data_set,unit,period,saved_at,status,EC_POP,EC_POP_URBAN\n"
            for (name, row) in [
                ("a.csv", "population,110101,2020,2021-01-01T00:00:00Z,,10,7\n"),
                ("b.csv", "population,110101,2020,2021-01-03T00:00:00Z,retracted,,\n"),
                ("c.csv", "population,110101,2020,2021-01-02T00:00:00Z,,99,99\n"),
            ] {
                let sent = try await services.send([try services.folder.write(columns + row, to: name)])
                #expect(sent.exitCode == 0, "\(sent.errors)")
            }
            #expect(try await services.query(["EC_POP", "--by", "unit:2"]).cells == "unit,EC_POP\n")
        }

        @Test func `What was reported above the asked level has a row of its own, and rows add up`()
            async throws
        {
            let services = try await Services()
            let rows = (1...5).map {
                "city-problem,9901\($0 == 1 ? "" : "0\($0)"),2015-01-0\($0),case \($0),other,1\n"
            }
            let file = try services.folder.write(
                "data_set,unit,period,id,type,CP_FILED\n" + rows.joined(), to: "e.csv")
            _ = try await services.send([file])
            let answer = try await services.query(["CP_FILED", "--unit", "9901", "--by", "unit:district"])
            #expect(answer.cells == "unit,CP_FILED\n9901,1\n990102,1\n990103,1\n990104,1\n990105,1\n")
            #expect(try await services.query(["CP_FILED", "--unit", "9901"]).cells == "CP_FILED\n5\n")
        }

        @Test(arguments: [
            (["NO_SUCH"], "NO_SUCH"), (["CP_FILD"], "CP_FILED"),
            (["CP_FILED", "--by", "unit:planet"], "planet"),
            (["CP_FILED", "--by", "weather"], "weather"),
            (["CP_FILED", "--where", "type=volcano"], "volcano"),
            (["CP_FILED", "--period", "201506..201501"], "201506"),
            (["CP_FILED", "--period", "201513"], "201513"),
            (["CP_FILED", "--unit", "9901!"], "9901!"),
        ])
        func `A question that cannot be answered says why`(arguments: [String], said: String) async throws {
            let services = try await Services()
            let result = try await services.query(arguments)
            #expect(result.exitCode != 0 && result.errors.contains(said), "\(result.errors)")
        }

        @Test func `Every length of period that the help of query offers is understood, and no other one`()
            async throws
        {
            let services = try await Services()
            let help = try await services.query(["--help"])
            let offered = try #require(help.output.firstMatch(of: /<unit:LEVEL\|([a-z|]+)\|CATEGORY>/)).output
                .1
            let unknown = try await services.query(["CP_FILED", "--by", "era"])
            let taken = offered.replacing("|", with: ", ")
            #expect(
                unknown.errors.contains("expected unit:LEVEL, \(taken) or a category"), "\(unknown.errors)")
        }

        /// Rows that are missing must not look like rows that are empty.
        @Test(arguments: ["table", "csv", "json"])
        func `Where nothing was ever reported an answer says so`(format: String) async throws {
            let services = try await Services()
            let file = try services.folder.write(Self.header + "population,110101,2020,10,7\n", to: "e.csv")
            _ = try await services.send([file])
            let answer = try await services.query(["EC_POP", "--unit", "99", "--by", "year"], format: format)
            #expect(answer.exitCode == 0)
            let note = "nothing was ever reported by unit 99 or below it"
            #expect((format == "csv" ? answer.errors : answer.output).contains(note), "\(answer)")
        }

        @Test func `None on time of two that fell due is 0 %, not undefined`() async throws {
            let services = try await Services()
            let rows = ["a", "b"].map { "city-problem,990101,2015-01-01,\($0),1,1,2015-01-16T08:30:00\n" }
            let file = try services.folder.write(
                "data_set,unit,period,id,CP_FILED,CP_DUE,CP_DUE_AT\n" + rows.joined(), to: "due.csv")
            _ = try await services.send([file])
            let answer = try await services.query(["CP_ONTIME_RATE", "--by", "month"])
            #expect(answer.cells.split(whereSeparator: \.isNewline).dropFirst() == ["201501,0.0000,0,2"])
        }

        @Test func `A stock counts in later periods up to the look-back, and only where they are asked for`()
            async throws
        {
            let services = try await Services()
            let file = try services.folder.write(
                "data_set,unit,period,COV_TOTAL:park\ncoverage,510104017003,202501,10\n", to: "stock.csv")
            _ = try await services.send([file])
            let all = try await services.query(["COV_TOTAL", "--by", "month"])
            #expect(all.cells == "month,COV_TOTAL\n202501,10\n")
            let asked = try await services.query(["COV_TOTAL", "--by", "month", "--period", "202501..202512"])
            #expect(asked.cells == "month,COV_TOTAL\n202501,10\n202502,10\n202503,10\n")
            #expect(asked.errors.contains("COV_TOTAL: some of it stands from an earlier period"))
            #expect(!all.errors.contains("stands from an earlier period"))
            // A year is told by its last month, whatever others have reported: December lies past the look-back.
            let years = try await services.query(["COV_TOTAL", "--by", "year", "--period", "2025"])
            #expect(years.cells == "year,COV_TOTAL\n")
            // The last month of each quarter: June lies past the look-back.
            let quarters = try await services.query([
                "COV_TOTAL", "--by", "quarter", "--period", "2025Q1..2025Q2",
            ])
            #expect(quarters.cells == "quarter,COV_TOTAL\n2025Q1,10\n")
        }

        @Test
        func `A position that is not reached in time ends with exit code 4 and names what was reached [A18]`()
            async throws
        {
            let services = try await Services()
            let journal = String(repeating: "ab", count: 16)
            let result = try await services.query([
                "CP_FILED", "--at-least", "\(journal):5", "--timeout", "1",
            ])
            #expect(result.exitCode == 4)
            #expect(
                result.errors.contains(journal) && result.errors.contains("position 0"), "\(result.errors)")
        }

        @Test func `The same seed simulates the same city`() async throws {
            var answers: [String] = []
            for _ in 0..<2 {
                let services = try await Services()
                let sent = try await Program.run(
                    "grassroots",
                    [
                        "simulate", "--units", "40", "--months", "3", "--seed", "7", "--collector",
                        "127.0.0.1:\(services.collectorPort)", "--spool", services.folder.file("spool"),
                    ], in: services.folder)
                #expect(sent.exitCode == 0, "\(sent.errors)")
                services.remember(sent)
                answers.append(
                    try await services.query([
                        "CP_FILED", "COV_TOTAL", "EC_POP", "--by", "unit:district", "--by", "year",
                    ]).output)
            }
            #expect(answers[0] == answers[1] && answers[0].split(separator: "\n").count > 1)
        }

        @Test(arguments: [
            (["query", "CP_FILED", "--timeout=-1"], "--timeout -1: expected 0 to 86400 seconds"),
            (
                ["query", "CP_FILED", "--timeout", "99999999999"],
                "--timeout 99999999999: expected 0 to 86400"
            ),
            (["send", "absent.csv", "--keep-days", "36501"], "--keep-days 36501: expected 0 to 36500 days"),
            (["flush", "--timeout", "0"], "--timeout 0: expected 1 to 86400 seconds"),
            (["simulate", "--units", "0"], "--units 0: expected 1 to 100000"),
            (["simulate", "--months", "241"], "--months 241: expected 1 to 240"),
        ])
        func `A number that no flag takes is refused with its range`(
            arguments: [String], said: String
        ) async throws {
            let result = try await Program.run("grassroots", arguments, in: try Folder())
            #expect(
                result.exitCode == 64 && result.errors.contains(said), "\(result.exitCode) \(result.errors)")
        }

        @Test(arguments: [
            (
                ["simulate", "--units", "1", "--csv", "/nope/x.csv"],
                "--csv /nope/x.csv cannot be written: there is no folder /nope. It needs a folder"
            ),
            (
                ["export", "--sqlite", "/nope/x.sqlite"],
                "--sqlite /nope/x.sqlite cannot be written: there is no folder /nope. It needs a folder"
            ),
            (
                ["catalogue", "check", "/nope"],
                "/nope: cannot be read, expected a catalogue in YAML: No such file"
            ),
        ])
        func `A path that is not there is named with what is wrong about it`(
            arguments: [String], said: String
        ) async throws {
            let result = try await Program.run("grassroots", arguments, in: try Folder())
            #expect(
                result.exitCode == 1 && result.errors.contains(said), "\(result.exitCode) \(result.errors)")
        }

        @Test func `A fetched catalogue that cannot be written says why`() async throws {
            let services = try await Services()
            let result = try await Program.run(
                "grassroots",
                [
                    "catalogue", "fetch", "--from", "127.0.0.1:\(services.collectorPort)", "--output",
                    "/nope/x.yaml",
                ], in: services.folder)
            #expect(
                result.exitCode == 1
                    && result.errors.contains(
                        "--output /nope/x.yaml cannot be written: there is no folder /nope"),
                "\(result.errors)"
            )
        }

        @Test(arguments: [
            (["query", "CP_FILED"], "--aggregator"), (["export"], "--aggregator"),
            (["history", "population", "110101", "2020"], "--aggregator"),
            (["retract", "population", "110101", "2020"], "--aggregator"),
            (["catalogue", "fetch"], "--from"), (["status", "collector"], "--collector"),
            (["status", "aggregator"], "--aggregator"),
        ])
        func `Where nobody listens, the flag that says where is named`(
            command: [String], flag: String
        ) async throws {
            let address = "127.0.0.1:\(try Socket.freePort())"
            let result = try await Program.run("grassroots", command + [flag, address], in: try Folder())
            let said =
                "\(address) cannot be reached: Connection refused. Is the service running there? "
                + "Where it listens elsewhere, say so with \(flag)"
            #expect(result.exitCode != 0 && (result.output + result.errors).contains(said), "\(result)")
        }

        @Test func `What is no plain file is written to, not replaced`() async throws {
            let services = try await Services()
            let target = try services.folder.write("", to: "target.csv")
            let link = services.folder.file("link.csv")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            let file = try services.folder.write(Self.header + "population,110101,2020,-1,1\n", to: "bad.csv")
            #expect(try await services.send([file], rejected: link).exitCode == 3)
            #expect(try String(contentsOfFile: target, encoding: .utf8).contains("OUT_OF_BOUNDS"))
        }

        @Test
        func `A file that breaks off delivers what came before, says so, and still ends with the last line`()
            async throws
        {
            let services = try await Services()
            let rows = (0..<5_000).map { "population,11\(1_000 + $0 % 9_000),20\(20 + $0 % 7),\($0),1\n" }
            let plain = try services.folder.write(Self.header + rows.joined(), to: "whole.csv")
            let cut = services.folder.file("cut.csv.gz")
            let shell = try Program(
                at: "/bin/sh", ["-c", "gzip -c '\(plain)' | head -c 9000 > '\(cut)'"], in: services.folder)
            try shell.start()
            #expect(try await shell.wait().exitCode == 0)
            let sent = try await services.send([cut])
            #expect(sent.exitCode == 1 && sent.errors.contains("cut short"), "\(sent.errors)")
            let counts = sent.lastLine.firstMatch(
                of: /^accepted ([0-9]+), rejected ([0-9]+), spooled 0, position [0-9a-f]+:/)
            let accepted = counts.flatMap { Int($0.output.1) } ?? 0
            let rejected = counts.flatMap { Int($0.output.2) } ?? 0
            #expect(accepted + rejected > 0, "\(sent.lastLine)")
            let flusher = try services.flusher()
            try flusher.start()
            #expect(try await flusher.wait().lastLine.hasPrefix("accepted 0, rejected 0, spooled 0, "))
        }

        @Test func `A service that is frozen is not waited for without end`() async throws {
            let services = try await Services()
            services.aggregator.freeze()
            defer { services.aggregator.thaw() }
            let asked = try await services.query(["CP_FILED"])
            #expect(asked.exitCode == 1 && asked.errors.contains("does not answer"), "\(asked.errors)")
            let status = try await Program.run(
                "grassroots",
                [
                    "status", "--collector", "127.0.0.1:\(services.collectorPort)", "--aggregator",
                    "127.0.0.1:\(services.aggregatorPort)",
                ], in: services.folder)
            #expect(status.exitCode == 2 && status.output.contains("head_position"), "\(status.output)")
        }

        @Test func `Exchanged addresses are noticed`() async throws {
            let services = try await Services()
            let status = try await Program.run(
                "grassroots",
                [
                    "status", "--aggregator", "127.0.0.1:\(services.collectorPort)", "--collector",
                    "127.0.0.1:\(services.aggregatorPort)",
                ], in: services.folder)
            #expect(status.exitCode == 2 && status.output.contains("exchanged"), "\(status.output)")
        }

        @Test func `Every command explains itself`() async throws {
            let folder = try Folder()
            for command in ["send", "flush", "query", "catalogue", "status", "simulate"] {
                let help = try await Program.run("grassroots", [command, "--help"], in: folder)
                #expect(help.exitCode == 0 && help.output.contains("Exit codes"), "\(command)")
            }
            let catalogue = try await Program.run("grassroots", ["catalogue"], in: folder)
            #expect(catalogue.output.contains("CP_FILED") && catalogue.output.contains("立案数"))
        }

        @Test func `Status shows both services, and says which one is away`() async throws {
            let services = try await Services()
            let arguments = [
                "status", "--collector", "127.0.0.1:\(services.collectorPort)", "--aggregator",
                "127.0.0.1:\(services.aggregatorPort)",
            ]
            let both = try await Program.run("grassroots", arguments, in: services.folder)
            #expect(
                both.exitCode == 0 && both.output.contains("head_position"), "\(both.output) \(both.errors)")
            try await services.killCollector()
            let one = try await Program.run("grassroots", arguments, in: services.folder)
            #expect(one.exitCode != 0 && (one.output + one.errors).contains("\(services.collectorPort)"))
        }

        @Test func `Status of one service asks that one only`() async throws {
            let services = try await Services()
            try await services.killCollector()
            let addresses = [
                "--collector", "127.0.0.1:\(services.collectorPort)", "--aggregator",
                "127.0.0.1:\(services.aggregatorPort)",
            ]
            for (service, exitCode) in [("collector", 2), ("aggregator", 0)] as [(String, Int32)] {
                let status = try await Program.run(
                    "grassroots", ["status", service, "--format", "csv"] + addresses, in: services.folder)
                #expect(status.exitCode == exitCode, "\(service): \(status.output)")
                let named = Set(Table(status.output).rows.compactMap { $0["service"] })
                #expect(named == [service], "\(status.output)")
            }
        }
    }
}
