import Foundation
import GRDB
import Testing

extension Programs {
    /// Folders of a newer program, and peers that speak another version or go by another catalogue.
    @Suite struct NewerVersionTests {
        private static let newerLayout = "INSERT INTO grdb_migrations (identifier) VALUES ('9')"

        @Test(arguments: [
            ("collector-0", "journal.sqlite", "PRAGMA user_version = 9"),
            ("aggregator", "statistics.sqlite", newerLayout), ("one", "spool.sqlite", newerLayout),
        ])
        func `A folder of a newer version is refused and stays as it is`(
            data: String, file: String, change: String
        ) async throws {
            let city = try await City(collectors: 1)
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            try await city.collectors[0].kill()
            try await city.aggregator.kill()
            let path = city.folder.file("\(data)/\(file)")
            let database = try DatabaseQueue(path: path)
            try await database.writeWithoutTransaction { try $0.execute(sql: change) }
            func bytes() throws -> [Data?] {
                ["", "-wal"].map { FileManager.default.contents(atPath: path + $0) }
            }
            let before = try bytes()
            let result =
                switch data {
                case "one": try await city.run(["flush"], spool: "one")
                default:
                    try await Program.run(
                        data == "aggregator" ? "grassroots-aggregator" : "grassroots-collector",
                        ["--listen", "127.0.0.1:\(try Socket.freePort())", "--data", city.folder.file(data)],
                        in: city.folder)
                }
            #expect(result.exitCode == 1)
            for words in [city.folder.file(data), "of layout 9", "made by a newer", "understands layout "] {
                #expect(result.errors.contains(words), "\(result.errors)")
            }
            #expect(try bytes() == before)
            try database.close()
        }

        /// The peer speaks raw bytes: a header whose version is 2, or the goaway of a collector that speaks only 2.
        @Test(arguments: [FakePeer.newerFrame, FakePeer.newerGoAway])
        func `A collector of another protocol version is named and tried again, others are followed`(
            answer: [UInt8]
        ) async throws {
            let peer = try FakePeer(answer: answer)
            let city = try await City(collectors: 1)
            let other = "127.0.0.1:\(peer.port)"
            try await city.aggregator.end()
            try await city.aggregator.start(flags: ["--collector", other] + City.flags(city.collectors))
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            while peer.greetings < 2, city.aggregator.program.isRunning { await Task.yield() }
            let log = city.aggregator.program.log
            #expect(log.contains("not following \(other)") && log.contains("version 2"), "\(log)")
            #expect(log.contains("This program speaks version 1"), "\(log)")

            let file = try city.folder.write(
                "data_set,unit,period,EC_POP,EC_POP_URBAN\npopulation,110102,2020,5,0\n", to: "five.csv")
            let command = ["send", file, "--spool", city.folder.file("two"), "--collector", other]
            let refused = try await Program.run("grassroots", command, in: city.folder)
            #expect(refused.exitCode == 1)
            #expect(
                refused.errors.contains(other) && refused.errors.contains("version 2"), "\(refused.errors)")
            #expect(refused.errors.contains("1 row is safe in"), "\(refused.errors)")
            let sent = city.remember(
                try await Program.run("grassroots", command + City.flags(city.collectors), in: city.folder))
            #expect(sent.exitCode == 0, "\(sent.errors)")
            #expect(try await city.population() == "unit,EC_POP\n11,15\n")
        }
    }
}
