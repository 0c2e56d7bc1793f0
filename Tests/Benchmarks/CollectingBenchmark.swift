internal import Wire

/// What it costs until a report is acknowledged: from CSV with the real client, and with batches sealed beforehand.
struct CollectingBenchmark {
    let reports: Int
    let rounds: Int
    let seed: UInt64
    let folder: String

    /// So many batches, each alone on its way, give a p99.
    private static let latencyBatches = 200

    func figures() async throws -> [Figure] {
        Progress.say("making \(reports) reports and their CSV")
        let cases = Cases.reports(reports, ids: .foreign, seed: seed)
        let csv = folder + "/cases.csv"
        try CasesFile.write(cases, to: csv)
        let sealed = SealedBatches(cases)
        let pieces = sealed.pieces(ofBytes: 4 << 20)
        let single = Array(sealed.frames.prefix(Self.latencyBatches)).map(\.bytes)
        var measured = Measured()
        for round in 1...rounds {
            Progress.say("round \(round) of \(rounds): acknowledging")
            let here = "\(folder)/collecting-\(round)"
            try await measured.addCSV(csv, count: reports, folder: here + "-csv")
            try await measured.addSimulation(folder: here + "-simulation")
            try await measured.addSealed(sealed, first: Self.latencyBatches, folder: here + "-sealed")
            let append = try Floors.append(pieces, to: folder + "/appended")
            measured.append.append(Double(reports) / append.seconds)
            for piece in single {
                measured.appendOne.append(try Floors.append([piece], to: folder + "/appended").milliseconds)
            }
        }
        return figures(measured, frameBytes: Double(sealed.byteCount) / Double(reports))
    }

    private func figures(_ measured: Measured, frameBytes: Double) -> [Figure] {
        let append = "append and fdatasync of the same frames, 4 MiB at a time"
        let one = "append and fdatasync of one such frame"
        return [
            Figure(
                name: "acknowledged, from CSV", value: measured.csv.median, unit: "reports/s",
                aim: .atLeast(300_000), floor: measured.append.median, comparedWith: append),
            Figure(
                name: "simulated city of 3,000 units, 24 months, sent", value: measured.simulation.median,
                unit: "s", aim: .atMost(60)),
            Figure(
                name: "acknowledged, sealed batches of 500", value: measured.sealed.median, unit: "reports/s",
                aim: .atLeast(1_500_000), floor: measured.append.median, comparedWith: append),
            Figure(
                name: "acknowledging a batch of 500, p50", value: measured.latency.median, unit: "ms",
                floor: measured.appendOne.median, comparedWith: one),
            Figure(
                name: "acknowledging a batch of 500, p99", value: measured.latency.quantile(0.99), unit: "ms",
                floor: measured.appendOne.quantile(0.99), comparedWith: one),
            Figure(
                name: "collector, memory", value: measured.memory.median, unit: "MB", aim: .atMost(100)),
            Figure(
                name: "journal on disk", value: measured.disk.median, unit: "bytes/report", floor: frameBytes,
                comparedWith: "the frames themselves"),
        ]
    }
}

private struct Measured {
    var csv = Samples()
    var simulation = Samples()
    var sealed = Samples()
    var append = Samples()
    var latency = Samples()
    var appendOne = Samples()
    var memory = Samples()
    var disk = Samples()

    /// With the command that users run, from its start to its end.
    mutating func addCSV(_ path: String, count: Int, folder: String) async throws {
        let collector = try ServiceProcess("grassroots-collector", in: folder)
        // Connecting once waits until it listens.
        try await Link().with(collector, .sender) { _, _ in }
        let duration = try ServiceProcess.runClient(
            ["send", path, "--spool", folder + "/spool"], to: collector, in: folder)
        csv.append(Double(count) / duration.seconds)
        _ = try collector.stop()
    }

    /// The whole command, acknowledgements included.
    mutating func addSimulation(folder: String) async throws {
        let collector = try ServiceProcess("grassroots-collector", in: folder)
        try await Link().with(collector, .sender) { _, _ in }
        let duration = try ServiceProcess.runClient(
            ["simulate", "--units", "3000", "--months", "24", "--spool", folder + "/spool"], to: collector,
            in: folder)
        simulation.append(duration.seconds)
        _ = try collector.stop()
    }

    mutating func addSealed(_ batches: SealedBatches, first: Int, folder: String) async throws {
        let collector = try ServiceProcess("grassroots-collector", in: folder)
        let sending = Sending(link: try Link(), collector: collector)
        let duration = try await sending.pipelined(batches).duration
        sealed.append(Double(batches.reportCount) / duration.seconds)
        memory.append(try collector.peakMegabytes())
        let alone = batches.first(first)
        for value in try await sending.oneByOne(alone).values { latency.append(value) }
        disk.append(Double(try collector.stop()) / Double(batches.reportCount + alone.reportCount))
    }
}
