import Foundation
import Seeds
import Testing

extension Programs {
    /// Several collectors for one aggregator, and collectors that come back with less than they had.
    @Suite struct CollectorsTests {
        /// Five clients send their parts of the file to one or the other of two collectors, whichever is there, again and
        /// again until all kills are done. A killed collector stays away until others have got further without it.
        @Test func `A collector that is frozen holds up nobody who knows another one`() async throws {
            let city = try await City(collectors: 2)
            city.collectors[0].program.freeze()
            let sent = try await city.sendPopulation("110101", 10, spool: "one")
            #expect(sent.exitCode == 0, "\(sent.errors)")
            #expect(sent.lastLine.hasPrefix("accepted 1, rejected 0, spooled 0, position "))
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            // Greeting everybody with nothing to send ends, too.
            let flushed = try await city.run(["flush"], spool: "one")
            #expect(flushed.exitCode == 0, "\(flushed.errors)")
            city.collectors[0].program.thaw()
        }

        @Test(.enabled(if: Setting.hasData, Setting.dataMissing), arguments: [20_151_231] as [UInt64])
        func `Five clients that change between two collectors, with kills: the file's statistics`(
            seed: UInt64
        )
            async throws
        {
            print("seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let city = try await City(collectors: 2)
            var clients = try Clients(city)
            let disk = DiskState(city.folder)
            func heads() throws -> [Int] { try (0..<2).map { try disk.journalHead(City.data($0)) } }
            var kills = [0, 0, 0]
            for round in 0..<9 {
                let target = try heads().reduce(0, +) + Int.random(in: 3...40, using: &random)
                while try heads().reduce(0, +) < target { try await clients.goOn() }
                // Each of the three is killed three times, at a moment that is drawn.
                let victim = round % 3
                kills[victim] += 1
                guard victim < 2 else {
                    try await city.aggregator.kill()
                    try await city.restartAggregator()
                    continue
                }
                try await city.collectors[victim].kill()
                let other = try heads()[1 - victim] + 3
                while try heads()[1 - victim] < other { try await clients.goOn() }
                try await city.collectors[victim].start()
            }
            let changed = try await clients.finish()
            print(
                "seed \(seed): kills \(kills), \(changed) sendings used both collectors, heads \(try heads())"
            )
            #expect(changed > 0, "seed \(seed): no client changed from one collector to the other")
            for client in 0..<5 {
                let flushed = try await city.run(["flush"], spool: "spool-\(client)")
                #expect(flushed.exitCode == 0 && flushed.lastLine.contains("spooled 0"), "\(flushed.errors)")
            }
            #expect(try Boston.differences(in: try await city.query(Boston.question).output) == [])
        }

        /// Yesterday's copy of the journal has the same id. Its head is behind what was acknowledged, or others have
        /// moved it past that: the chained digest tells in both cases.
        @Test(arguments: [0, 3])
        func `A restored journal is noticed: clients send again what it lost, the aggregator reads again`(
            others: Int
        ) async throws {
            let city = try await City(collectors: 1)
            let (data, copy) = (city.folder.file(City.data(0)), city.folder.file("yesterday"))
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            try await city.collectors[0].end()
            try FileManager.default.copyItem(atPath: data, toPath: copy)
            try await city.collectors[0].start()
            #expect(try await city.sendPopulation("110102", 20, spool: "one").exitCode == 0)
            #expect(try await city.sendPopulation("130101", 5, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,30\n13,5\n")

            try await city.collectors[0].end()
            try FileManager.default.removeItem(atPath: data)
            try FileManager.default.moveItem(atPath: copy, toPath: data)
            try await city.collectors[0].start()
            city.forgetPositions()
            for number in 0..<others {
                let sent = try await city.sendPopulation("12010\(number + 1)", 7, spool: "two")
                #expect(sent.exitCode == 0)
            }
            let flushed = try await city.run(["flush"], spool: "one")
            #expect(
                flushed.exitCode == 0
                    && flushed.lastLine.hasPrefix("accepted 0, rejected 0, spooled 0, position "))
            // What the restored journal still had is sent again too: nobody knows what it lost.
            #expect(try DiskState(city.folder).journalHead(City.data(0)) == 1 + others + 3)
            let expected = "unit,EC_POP\n11,30\n" + (others > 0 ? "12,21\n" : "") + "13,5\n"
            #expect(try await city.population() == expected)
            #expect(
                city.aggregator.program.log.contains("again, because the journal is not what was read before")
            )
            #expect(try await city.population(of: city.freshAggregator()) == expected)
        }

        /// The client sends to the first collector, so it would meet the second again only by chance.
        @Test func `An empty folder at a known address is noticed, also where rows go to another collector`()
            async throws
        {
            let city = try await City(collectors: 2)
            try await city.collectors[0].end()
            #expect(try await city.sendPopulation("110101", 10, spool: "one").exitCode == 0)
            try await city.collectors[0].start()
            #expect(try await city.sendPopulation("120101", 20, spool: "one").exitCode == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n12,20\n")

            try await city.collectors[1].end()
            try FileManager.default.removeItem(atPath: city.folder.file(City.data(1)))
            try await city.collectors[1].start()
            city.forgetPositions()
            #expect(try await city.run(["flush"], spool: "one").exitCode == 0)
            let heads = try (0..<2).map { try DiskState(city.folder).journalHead(City.data($0)) }
            #expect(heads == [1, 1])
            let again = try await city.run(["flush"], spool: "one")
            #expect(again.lastLine.hasPrefix("accepted 0, rejected 0, spooled 0, position "))
            #expect(try (0..<2).map { try DiskState(city.folder).journalHead(City.data($0)) } == heads)
            #expect(
                try await city.sendPopulation("130101", 5, spool: "two", to: [city.collectors[1]]).exitCode
                    == 0)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n12,20\n13,5\n")
            #expect(
                try await city.population(of: city.freshAggregator()) == "unit,EC_POP\n11,10\n12,20\n13,5\n")
        }

        @Test func `A collector that is gone stops nobody, and answers say as of when it counts`()
            async throws
        {
            let city = try await City(collectors: 2)
            let (first, gone) = (city.collectors[0], city.collectors[1])
            let kept = try await city.sendPopulation("110101", 10, spool: "one", to: [gone])
            let token = kept.lastLine.components(separatedBy: "position ").last ?? ""
            let journal = token.prefix(32)
            #expect(try await city.population() == "unit,EC_POP\n11,10\n")
            try await gone.kill()
            let sent = try await city.sendPopulation("120101", 20, spool: "one", to: [gone, first])
            #expect(sent.exitCode == 0, "\(sent.errors)")
            let expected = "unit,EC_POP\n11,10\n12,20\n"
            let asked = try await city.query(["EC_POP", "--by", "unit:2"])
            #expect(asked.cells == expected)
            let note = "collector \(gone.address) (journal \(journal)) has not been heard since "
            #expect(asked.errors.contains(note), "\(asked.errors)")
            #expect(asked.errors.contains("; its reports count as of position 1\n"), "\(asked.errors)")
            let exported = try await Program.run(
                "grassroots", ["export", "--aggregator", city.aggregator.address], in: city.folder)
            #expect(exported.exitCode == 0 && exported.errors.contains(note), "\(exported.errors)")
            let history = try await Program.run(
                "grassroots",
                ["history", "population", "110101", "2020", "--aggregator", city.aggregator.address],
                in: city.folder)
            #expect(history.exitCode == 0 && history.errors.contains(note), "\(history.errors)")

            try await city.aggregator.end()
            try await city.restartAggregator()
            let restarted = try await city.query(["EC_POP", "--by", "unit:2"])
            #expect(restarted.cells == expected)
            #expect(restarted.errors.contains("collector \(gone.address) has not been reached since "))
            let status = try await Program.run(
                "grassroots",
                ["status", "--format", "csv", "--aggregator", city.aggregator.address]
                    + City.flags(city.collectors), in: city.folder)
            #expect(status.exitCode == 2)
            #expect(
                status.output.contains("collector \(first.address),head_position,1\n"), "\(status.output)")
            #expect(status.output.contains("collector \(gone.address),away,"))
            #expect(
                status.output.contains(
                    "aggregator,collector,\(gone.address)\naggregator,collector_connected,no\n"))
            let json = try await Program.run(
                "grassroots",
                ["status", "--format", "json", "--aggregator", city.aggregator.address]
                    + City.flags(city.collectors), in: city.folder)
            let services = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
            #expect(
                services.map { $0["address"] as? String }
                    == (city.collectors + [city.aggregator]).map(\.address))
            #expect(services.map { $0["away"] == nil }.count { $0 } == 2)
            let followed = (services.last?["figures"] as? [[String: Any]] ?? []).filter {
                $0["name"] as? String == "collector"
            }
            #expect(followed.map { $0["value"] as? String } == city.collectors.map(\.address))

            try await city.aggregator.end()
            try await city.aggregator.start(flags: City.flags([first]))
            let without = try await city.query(["EC_POP", "--by", "unit:2"])
            #expect(without.cells == expected)
            #expect(without.errors.contains("as of \(token) ") && !without.errors.contains(gone.address))
            // As soon as the collector that is followed has said which journal is its own.
            let forsaken =
                "journal \(journal) is of no collector that this aggregator follows; its reports count as of"
            var said = without
            let deadline = ContinuousClock.now + .seconds(60)
            while !said.errors.contains(forsaken), ContinuousClock.now < deadline {
                said = try await city.query(["EC_POP", "--by", "unit:2"])
            }
            #expect(said.errors.contains(forsaken + " position 1\n"), "\(said.errors)")
            #expect(said.cells == expected)
        }
    }
}

/// Five clients that send a fifth of the Boston file each, again and again, each time to the collectors in another order.
private struct Clients {
    private let city: City
    private let parts: [String]
    private var running: [Program] = []
    private var sendings = [0, 0, 0, 0, 0]
    /// How many sendings were acknowledged by more than one collector.
    private var changed = 0

    init(_ city: City) throws {
        self.city = city
        let lines = try Boston.lines(in: city.folder)
        parts = try (0..<5).map { part in
            let rows = lines.indices.dropFirst().filter { $0 % 5 == part }.map { lines[$0] }
            return try city.folder.write(
                ([lines[0]] + rows).joined(separator: "\n") + "\n", to: "part\(part).csv")
        }
        running = try (0..<5).map { try client($0) }
        for client in running { try client.start() }
    }

    private func client(_ number: Int) throws -> Program {
        let isReversed = (number + sendings[number]) % 2 == 1
        return try city.client(
            ["send", parts[number]], spool: "spool-\(number)",
            to: isReversed ? city.collectors.reversed() : city.collectors, rejected: "rejected-\(number).csv")
    }

    /// Whoever has come through begins anew.
    mutating func goOn() async throws {
        for number in 0..<5 where !running[number].isRunning {
            try await end(number)
            sendings[number] += 1
            running[number] = try client(number)
            try running[number].start()
        }
        await Task.yield()
    }

    /// - Returns: how many sendings used more than one collector.
    mutating func finish() async throws -> Int {
        for number in 0..<5 { try await end(number) }
        return changed
    }

    private mutating func end(_ number: Int) async throws {
        let result = city.remember(try await running[number].wait())
        guard [0, 3].contains(result.exitCode) else {
            throw ServiceError(
                description: "client \(number): exit code \(result.exitCode): \(result.errors)")
        }
        if city.positions.last?.contains("+") == true { changed += 1 }
    }
}
