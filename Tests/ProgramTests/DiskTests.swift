import Foundation
import Testing

extension Programs {
    /// Disks that are full, under each of the services.
    @Suite(
        .enabled(if: Setting.hasData, Setting.dataMissing),
        .enabled(if: SmallDisk.isPermitted, SmallDisk.notPermitted))
    struct DiskTests {
        @Test
        func `A full disk under the journal: batches are told to come again, and do when there is room`()
            async throws
        {
            let disk = try SmallDisk(megabytes: 8)
            let city = try await City(collectors: 1, collectorData: disk.path + "/collector")
            #expect(try await city.sendPopulation("990101", 1, spool: "one").exitCode == 0)
            try disk.fill()
            let file = Setting.dataFile("reports-population-2020.csv")
            let refused = try await city.run(["send", file], spool: "one", timeout: 3)
            #expect(refused.exitCode == 4, "\(refused.lastLine)")
            #expect(refused.errors.contains("RETRY_AFTER: the collector's disk is full"), "\(refused.errors)")
            #expect(city.collectors[0].program.log.contains("no space is left"))
            // Nothing of the refused batches is there, and what was there before is.
            #expect(try await city.population() == "unit,EC_POP\n99,1\n")

            try disk.makeRoom()
            let flushed = try await city.run(["flush"], spool: "one")
            #expect(flushed.exitCode == 0 && flushed.lastLine.contains("spooled 0"), "\(flushed.errors)")
            #expect(city.collectors[0].program.isRunning)
            let expected = try Table(file: Setting.dataFile("expected-population-2020.csv")).rows
            let got = Table(try await city.population()).keyed(by: ["unit"])
            #expect(got.count == expected.count + 1 && got["99"]?["EC_POP"] == "1")
            for row in expected { #expect(got[row["unit"] ?? ""]?["EC_POP"] == row["population"]) }
        }

        /// More keys change than memory may hold, so the fold waits for the disk; questions do not.
        @Test
        func `A full disk under the ledger: questions are answered, the rest goes on when there is room`()
            async throws
        {
            let disk = try SmallDisk(megabytes: 256)
            let city = try await City(collectors: 1, aggregatorData: disk.path + "/aggregator")
            let ledger = DiskState(path: disk.path)
            #expect(try await city.sendPopulation("990101", 1, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n99,1\n")
            try disk.fill()
            let simulated = try await city.run(
                ["simulate", "--units", "3000", "--months", "12"], spool: "two")
            #expect(simulated.exitCode == 0)
            let sent = try await city.run(["send", Boston.reports], spool: "three")
            #expect(sent.lastLine.hasPrefix("accepted 107161, rejected 84, spooled 0, position "))
            let head = try DiskState(city.folder).journalHead(City.data(0))

            let status = try await waitForStatus(city) { $0.contains("aggregator,store_trouble,") }
            #expect(status.contains("no space is left for the statistics store \(disk.path)"), "\(status)")
            #expect(try ledger.storedPosition() < head)
            let asked = try await Program.run(
                "grassroots",
                [
                    "query", "EC_POP", "--period", "2020", "--unit", "99", "--aggregator",
                    city.aggregator.address, "--format",
                    "csv",
                ],
                in: city.folder)
            #expect(asked.cells == "EC_POP\n1\n")
            #expect(city.aggregator.program.log.contains("no space is left for the statistics store"))

            try disk.makeRoom()
            #expect(try Boston.differences(in: try await city.query(Boston.question).output) == [])
            _ = try await waitForStatus(city) { $0.contains("aggregator,durable_position,\(head)\n") }
            #expect(try ledger.storedPosition() == head)
            let all = ["COV_TOTAL", "CP_FILED", "EC_POP", "--by", "unit:2"]
            let before = try await city.query(all).output
            // What it has on disk is whole: it answers the same after a kill, without the collector.
            try await city.aggregator.kill()
            try await city.collectors[0].end()
            try await city.restartAggregator()
            #expect(try Boston.differences(in: try await city.query(Boston.question).output) == [])
            #expect(try await city.query(all).output == before)
            try await city.collectors[0].start()
            #expect(try await city.query(all, of: city.freshAggregator()).output == before)
        }

        /// Here what does not fit is a part of the first transaction, and later ones use the same statements again.
        @Test func `A ledger on a disk that was too small from the start goes on once the disk has grown`()
            async throws
        {
            let disk = try SmallDisk(megabytes: 4)
            let city = try await City(collectors: 1, aggregatorData: disk.path + "/aggregator")
            let simulated = try await city.run(
                ["simulate", "--units", "1500", "--months", "12"], spool: "two")
            #expect(simulated.exitCode == 0)
            let status = try await waitForStatus(city) { $0.contains("aggregator,store_trouble,") }
            #expect(status.contains("no space is left for the statistics store \(disk.path)"), "\(status)")
            try disk.grow(toMegabytes: 400)
            let head = try DiskState(city.folder).journalHead(City.data(0))
            _ = try await waitForStatus(city) { $0.contains("aggregator,durable_position,\(head)\n") }
            let all = ["COV_TOTAL", "CP_FILED", "EC_POP", "--by", "unit:4"]
            let answer = try await city.query(all).output
            #expect(answer == (try await city.query(all, of: city.freshAggregator()).output))
            let exported = try await Program.run(
                "grassroots",
                ["export", "--data-set", "population", "--aggregator", city.aggregator.address],
                in: city.folder)
            #expect(exported.exitCode == 0, "\(exported.errors)")
        }

        private func waitForStatus(_ city: City, until holds: (String) -> Bool) async throws -> String {
            let deadline = ContinuousClock.now + .seconds(60)
            while true {
                let status = try await Program.run(
                    "grassroots",
                    ["status", "--format", "csv", "--aggregator", city.aggregator.address]
                        + City.flags(city.collectors), in: city.folder
                ).output
                if holds(status) { return status }
                guard .now < deadline else { throw ServiceError(description: "it stays at: \(status)") }
            }
        }
    }
}
