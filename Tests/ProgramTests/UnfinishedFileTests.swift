import Foundation
import Testing

extension Programs {
    /// Files that do not become whole, and commands that nobody waits for any longer.
    @Suite struct UnfinishedFileTests {
        /// More than anybody could wait for.
        private static let endless = ["simulate", "--units", "3000", "--months", "240"]

        @Test(arguments: ["--csv", "--totals"])
        func `Control-C leaves nothing of a file that simulate writes, and says so`(flag: String) async throws
        {
            let folder = try Folder()
            let file = folder.file("city.csv")
            let simulate = try Program("grassroots", Self.endless + [flag, file], in: folder)
            try simulate.start()
            while !FileManager.default.fileExists(atPath: file + ".part") {
                try #require(simulate.isRunning, "\(simulate.log)")
                await Task.yield()
            }
            simulate.interrupt()
            let ended = try await simulate.wait()
            #expect(ended.exitCode == 130)
            #expect(
                ended.errors.contains("interrupted: nothing was written to \(file)")
                    && ended.errors.contains("; run the same command again\n"), "\(ended.errors)")
            #expect(ended.output.isEmpty && Self.leftovers(folder).isEmpty, "\(Self.leftovers(folder))")
        }

        /// The aggregator takes the question and never answers.
        @Test(arguments: [
            (["export"], "what came on standard output is not complete"),
            (["export", "--sqlite", "city.sqlite"], "nothing was written to city.sqlite"),
            (["query", "EC_POP"], "there is no answer yet"),
            (["history", "population", "110101", "2020"], "there is no answer yet"),
            (["retract", "population", "110101", "2020"], "nothing was retracted"),
        ])
        func `Control-C ends a question with a word`(command: [String], said: String) async throws {
            try await interrupted(command, addressedBy: "--aggregator", said)
        }

        @Test(arguments: [
            (["status", "collector"], "--collector", "not every service has answered"),
            (["status", "aggregator"], "--aggregator", "not every service has answered"),
            (["catalogue", "fetch"], "--from", "nothing was fetched"),
            (["catalogue", "fetch", "--output", "city.yaml"], "--from", "nothing was fetched"),
        ])
        func `Control-C ends a question to any service with a word`(
            command: [String], flag: String, said: String
        ) async throws {
            try await interrupted(command, addressedBy: flag, said)
        }

        private func interrupted(
            _ command: [String], addressedBy flag: String, _ said: String
        ) async throws {
            let folder = try Folder()
            let peer = try FakePeer(answer: [])
            let asking = try Program("grassroots", command + [flag, "127.0.0.1:\(peer.port)"], in: folder)
            try asking.start()
            while peer.greetings == 0 {
                try #require(asking.isRunning, "\(asking.log)")
                await Task.yield()
            }
            asking.interrupt()
            let ended = try await asking.wait()
            #expect(ended.exitCode == 130, "\(ended.errors)")
            #expect(ended.errors == "interrupted: \(said); run the same command again\n")
            #expect(ended.output.isEmpty && Self.leftovers(folder).isEmpty, "\(Self.leftovers(folder))")
        }

        @Test(.enabled(if: SmallDisk.isPermitted, SmallDisk.notPermitted))
        func `A disk that becomes full leaves nothing of the file, not even under another name`() async throws
        {
            let disk = try SmallDisk(megabytes: 1)
            let folder = try Folder()
            let file = disk.path + "/city.csv"
            let simulated = try await Program.run("grassroots", Self.endless + ["--csv", file], in: folder)
            #expect(simulated.exitCode == 1)
            #expect(
                simulated.errors.contains("--csv \(file) cannot be written: No space left on device. "),
                "\(simulated.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
            try disk.fill()
            let exported = try await Program.run(
                "grassroots", ["export", "--sqlite", disk.path + "/city.sqlite"], in: folder)
            #expect(exported.exitCode == 1 && exported.errors.contains("cannot be written"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["ballast"])
        }

        private static func leftovers(_ folder: Folder) -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
            return names.filter { $0.hasSuffix(".part") || $0.hasPrefix("city") }
        }
    }
}
