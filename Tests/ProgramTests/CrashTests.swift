import Foundation
import Seeds
import Testing

extension Programs {
    @Suite(.enabled(if: Setting.hasData, Setting.dataMissing))
    struct CrashTests {
        private enum Victim: CaseIterable { case collector, aggregator, client }

        /// Twenty kills at seeded random moments, each after some further batches have come to the journal. A client that
        /// has come through, or was killed, sends the whole file again.
        @Test(arguments: [20_150_101] as [UInt64])
        func `Killing the collector, the aggregator and the client twenty times loses and doubles nothing`(
            seed: UInt64
        ) async throws {
            print("seed \(seed)")
            var random = SeededGenerator(seed: seed)
            let services = try await Services()
            let spool = DiskState(services.folder)
            var client = try services.sender([Boston.reports], timeout: 60)
            try client.start()
            var counted: [Victim: Int] = [:]
            var kills: [Victim: Int] = [:]
            for _ in 0..<20 {
                let target = try spool.journalHead() + Int.random(in: 3...60, using: &random)
                while try spool.journalHead() < target {
                    if !client.isRunning {
                        services.remember(try await client.wait())
                        client = try services.sender([Boston.reports], timeout: 60)
                        try client.start()
                    }
                    await Task.yield()
                }
                let victim = Victim.allCases.randomElement(using: &random) ?? .collector
                kills[victim, default: 0] += 1
                let wasCaught: Bool
                switch victim {
                case .collector:
                    try await services.killCollector()
                    wasCaught = try spool.unansweredBatches() > 0
                    try await services.restartCollector()
                case .aggregator:
                    try await services.killAggregator()
                    wasCaught = try spool.journalHead() > spool.storedPosition()
                    try await services.restartAggregator()
                case .client:
                    client.kill()
                    _ = try await client.wait()
                    wasCaught = try spool.unansweredBatches() > 0
                }
                if wasCaught { counted[victim, default: 0] += 1 }
            }
            print(
                "seed \(seed): \(counted.values.reduce(0, +)) of 20 kills caught a batch unanswered or unapplied:",
                Victim.allCases.map { "\($0) \(counted[$0] ?? 0)/\(kills[$0] ?? 0)" }.joined(separator: ", "))
            #expect(
                Victim.allCases.allSatisfy { (counted[$0] ?? 0) > 0 }, "seed \(seed) never caught one of them"
            )

            services.remember(try await client.wait())
            let sent = try await services.send([Boston.reports])
            #expect(
                sent.lastLine.hasPrefix("accepted 107161, rejected 84, spooled 0, position "),
                "\(sent.lastLine)")
            let flusher = try services.flusher()
            try flusher.start()
            let flushed = services.remember(try await flusher.wait())
            #expect(flushed.exitCode == 0 && flushed.lastLine.contains("spooled 0"), "\(flushed.errors)")
            #expect(try spool.unansweredBatches() == 0)
            #expect(try Boston.differences(in: try await services.query(Boston.question).output) == [])
        }
    }
}
