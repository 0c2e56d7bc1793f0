import Foundation
import Testing

extension Programs {
    /// Answers that cannot be written where they should go.
    @Suite struct LostOutputTests {
        @Test func `An answer that a full disk does not take is an error in every command`() async throws {
            let services = try await Self.filled()
            let full = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
            let sending = ["--collector", "127.0.0.1:\(services.collectorPort)", "--spool", "spool"]
            let senders = [["send", "rows.csv"], ["flush"]].map { $0 + sending }
            let journal = services.position.prefix { $0 != ":" }
            for command in Self.answering(services) + senders {
                let result = try await Program.run("grassroots", command, in: services.folder, to: full)
                #expect(
                    result.exitCode == 1
                        && result.errors.contains(
                            "standard output cannot be written: No space left on device"),
                    "\(command): \(result.exitCode) \(result.errors)")
                // Nothing else says the position.
                #expect(
                    !senders.contains(command) || result.errors.contains(", position \(journal):"),
                    "\(command): \(result.errors)")
            }
        }

        @Test func `A reader that has read enough ends a command quietly`() async throws {
            let services = try await Self.filled()
            for command in Self.answering(services) {
                let pipe = Pipe()
                try pipe.fileHandleForReading.close()
                let result = try await Program.run(
                    "grassroots", command, in: services.folder, to: pipe.fileHandleForWriting)
                #expect(
                    result.exitCode == 141 && result.errors.isEmpty,
                    "\(command): \(result.exitCode) \(result.errors)")
            }
        }

        private static func filled() async throws -> Services {
            let services = try await Services()
            _ = try services.folder.write(
                "data_set,unit,period,EC_POP,EC_POP_URBAN\npopulation,110101,2020,10,7\n", to: "rows.csv")
            let sent = try await services.send([services.folder.file("rows.csv")])
            #expect(sent.exitCode == 0, "\(sent.errors)")
            // What was sent is there before anybody asks without a position.
            let answer = try await services.query(["EC_POP"])
            #expect(answer.cells == "EC_POP\n10\n", "\(answer.errors)")
            return services
        }

        /// Every command that answers and sends nothing.
        private static func answering(_ services: Services) -> [[String]] {
            let collector = "127.0.0.1:\(services.collectorPort)"
            let asked = ["--aggregator", "127.0.0.1:\(services.aggregatorPort)"]
            return [
                ["catalogue"], ["catalogue", "fetch", "--from", collector],
                ["catalogue", "diff", "shipped", "shipped"], ["decode", "00"],
                ["query", "EC_POP"] + asked, ["export"] + asked,
                ["history", "population", "110101", "2020"] + asked,
                ["status", "--collector", collector] + asked, ["rejected", "--spool", "spool"],
                ["simulate", "--units", "1", "--months", "1", "--csv", "city.csv"],
            ]
        }
    }
}
