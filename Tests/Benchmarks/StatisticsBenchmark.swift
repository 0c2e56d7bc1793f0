internal import Foundation
internal import Wire

/// What it costs until a report counts, and what a question costs then.
struct StatisticsBenchmark {
    let reports: Int
    let rounds: Int
    let seed: UInt64
    let folder: String

    private static let asks = 500

    func figures() async throws -> [Figure] {
        Progress.say("making \(reports) reports")
        let cases = Cases.reports(reports, ids: .foreign, seed: seed)
        let sealed = SealedBatches(cases)
        // Others, so that each of them changes something.
        let later = SealedBatches(Cases.reports(min(reports, 500_000), ids: .foreign, seed: seed &+ 1))
        let contributions = Contributions(cases)
        var measured = Measured()
        for round in 1...rounds {
            Progress.say("round \(round) of \(rounds): from a backlog, and as batches arrive")
            measured.fold.append(Double(reports) / (try Floors.fold(contributions)).seconds)
            try await measured.addBacklog(sealed, folder: "\(folder)/backlog-\(round)")
            let city = try City(folder: "\(folder)/arriving-\(round)")
            measured.arriving.append(try await city.arriving(sealed))
            measured.memory.append(try city.aggregator.peakMegabytes())
            Progress.say("round \(round) of \(rounds): at half that rate, and questions")
            try await city.seen(later, perSecond: measured.arriving.median / 2, &measured.visible)
            try await city.asked(Self.asks, &measured.queries, &measured.ping)
            measured.disk.append(Double(try city.stop()) / Double(reports + later.reportCount))
        }
        return figures(measured)
    }

    private func figures(_ measured: Measured) -> [Figure] {
        let fold = "the same cells in a hash table in C, one thread"
        var figures = [
            Figure(
                name: "applied, from a backlog", value: measured.backlog.median, unit: "reports/s",
                aim: .atLeast(400_000), floor: measured.fold.median, comparedWith: fold),
            Figure(
                name: "applied, as batches of 500 arrive", value: measured.arriving.median, unit: "reports/s",
                aim: .atLeast(300_000), floor: measured.fold.median, comparedWith: fold),
            Figure(name: "aggregator, memory", value: measured.memory.median, unit: "MB", aim: .atMost(200)),
            Figure(name: "ledger and rollups on disk", value: measured.disk.median, unit: "bytes/report"),
        ]
        let timings =
            Question.allCases.map { ($0.rawValue, measured.queries[$0] ?? Samples(), 2.0) } + [
                ("acknowledged to visible, half load", measured.visible, 25.0)
            ]
        for (name, samples, aim) in timings {
            figures += [
                Figure(
                    name: "\(name), p50", value: samples.median, unit: "ms", floor: measured.ping.median,
                    comparedWith: "a ping over the same connection"),
                Figure(
                    name: "\(name), p99", value: samples.quantile(0.99), unit: "ms", aim: .atMost(aim),
                    floor: measured.ping.quantile(0.99), comparedWith: "a ping over the same connection"),
            ]
        }
        return figures
    }
}

private struct Measured {
    var backlog = Samples()
    var arriving = Samples()
    var fold = Samples()
    var memory = Samples()
    var disk = Samples()
    var visible = Samples()
    var ping = Samples()
    var queries: [Question: Samples] = [:]

    /// From the aggregator's start, on a journal that holds everything, to the answer that counts everything.
    mutating func addBacklog(_ batches: SealedBatches, folder: String) async throws {
        let collector = try ServiceProcess("grassroots-collector", in: folder + "-collector")
        let last = try await Sending(link: try Link(), collector: collector).pipelined(batches).last
        let start = ContinuousClock.now
        let city = try City(collector: collector, folder: folder)
        try await city.reached(last)
        backlog.append(Double(batches.reportCount) / start.duration(to: .now).seconds)
        _ = try city.stop()
    }
}
