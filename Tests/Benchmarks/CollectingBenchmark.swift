internal import Catalogue
internal import Client
internal import Foundation
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
        try writeCSV(cases, to: csv)
        let sealed = SealedBatches(cases)
        let pieces = sealed.pieces(ofBytes: 4 << 20)
        let single = Array(sealed.frames.prefix(Self.latencyBatches)).map(\.bytes)
        var measured = Measured()
        for round in 1...rounds {
            Progress.say("round \(round) of \(rounds): acknowledging")
            let here = "\(folder)/collecting-\(round)"
            try await measured.addCSV(csv, count: reports, folder: here + "-csv")
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

    private func writeCSV(_ cases: [Report], to path: String) throws {
        let catalogue = try Catalogue.shipped()
        let columns = ReportWriting.columns([catalogue.dataSet("city-problem")].compactMap(\.self), catalogue)
        let writing = ReportWriting(catalogue, columns: columns)
        try Data().write(to: URL(filePath: path))
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        defer { try? file.close() }
        var lines = Array(columns.joined(separator: ",").utf8)
        for report in cases {
            lines.append(0x0A)
            lines += writing.row(report)
            if lines.count > 1 << 20 {
                try file.write(contentsOf: Data(lines))
                lines.removeAll(keepingCapacity: true)
            }
        }
        try file.write(contentsOf: Data(lines + [0x0A]))
    }
}

private struct Measured {
    var csv = Samples()
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
        let send = Process()
        send.executableURL = ServiceProcess.program("grassroots")
        send.arguments = ["send", path, "--collector", "\(collector.endpoint)", "--spool", folder + "/spool"]
        send.currentDirectoryURL = URL(filePath: folder)
        send.standardOutput = FileHandle.nullDevice
        let start = ContinuousClock.now
        try send.run()
        send.waitUntilExit()
        let duration = start.duration(to: .now)
        guard send.terminationStatus == 0 else {
            throw BenchmarkError("grassroots send ended with \(send.terminationStatus)")
        }
        csv.append(Double(count) / duration.seconds)
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
