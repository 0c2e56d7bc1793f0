import Foundation
import Testing

extension Programs {
    /// What a shell and somebody at its keyboard meet.
    @Suite struct ShellTests {
        @Test(arguments: [
            ("grassroots re", "rejected"), ("grassroots query COV_ORG", "COV_ORG_RATE"),
            ("grassroots query CP_FILED --by unit:d", "unit:district"),
            ("grassroots query CP_FILED --where urg", "urgency=acute"),
            ("grassroots export --data-set city", "city-problem"),
        ])
        func `Bash completes commands and the catalogue's codes`(typed: String, offered: String) async throws
        {
            let folder = try Folder()
            let script = try await Program.run(
                "grassroots", ["--generate-completion-script", "bash"], in: folder)
            _ = try folder.write(script.output, to: "completion.bash")
            let words = typed.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
            let asked = try folder.write(
                """
                PATH=\(Setting.programs.path):$PATH
                source completion.bash
                COMP_WORDBREAKS=$' \\t\\n"><=;|&('
                COMP_WORDS=(\(words))
                COMP_CWORD=\(typed.split(separator: " ").count - 1)
                COMP_LINE='\(typed)'
                COMP_POINT=${#COMP_LINE}
                COMP_TYPE=9
                # As `complete -F` calls it: the command, the word at the cursor, the one before.
                _grassroots grassroots "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """, to: "ask.bash")
            let shell = try Program(at: "/bin/bash", [asked], in: folder)
            try shell.start()
            let answer = try await shell.wait()
            #expect(answer.output.split(separator: "\n").map(String.init).contains(offered), "\(answer)")
        }

        @Test(arguments: ["grassroots", "grassroots-collector", "grassroots-aggregator"])
        func `Every program says its version and the protocol's`(program: String) async throws {
            let folder = try Folder()
            let said = try await Program.run(program, ["--version"], in: folder)
            #expect(said.exitCode == 0)
            #expect(
                said.output.wholeMatch(of: /[a-z-]+ \d+\.\d+\.\d+, protocol version 1\n/) != nil,
                "\(said.output)")
            #expect(said.output.hasPrefix(program + " "))
        }

        /// The collector is frozen, so that nothing is acknowledged until it may go on.
        @Test func `Control-C leaves everything resumable and says how`() async throws {
            let city = try await City(collectors: 1)
            city.collectors[0].program.freeze()
            let rows = (0..<3_000).map { "population,110101,\(1990 + $0 % 30),\($0),0\n" }.joined()
            let file = try city.folder.write(
                "data_set,unit,period,EC_POP,EC_POP_URBAN\n" + rows, to: "people.csv")
            let sending = try city.client(["send", file], spool: "spool", timeout: 600)
            try sending.start()
            // Every row is in the spool, and in vain on its way, before somebody loses patience.
            while DiskState(city.folder).waitingReports() < 3_000, sending.isRunning { await Task.yield() }
            sending.interrupt()
            let ended = try await sending.wait()
            #expect(ended.exitCode == 130, "\(ended.errors)")
            #expect(ended.errors.contains("interrupted: 3000 rows are safe in"), "\(ended.errors)")
            #expect(ended.errors.contains("grassroots flush sends them"))
            city.collectors[0].program.thaw()
            let flushed = try await city.run(["flush"], spool: "spool")
            #expect(flushed.lastLine.hasPrefix("accepted 3000, rejected 0, spooled 0"), "\(flushed)")
            #expect(try await city.population() == "unit,EC_POP\n11,2999\n")
        }
    }
}
