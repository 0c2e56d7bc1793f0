internal import Wire

/// What a report costs in a frame, without any socket or disk.
struct CodecBenchmark {
    let reports: Int
    let rounds: Int
    let seed: UInt64

    private static let sizes = [1, 10, 100, 500, 5_000]
    /// So many reports a round are enough for steady figures.
    private static let enough = 100_000

    func figures() throws -> [Figure] {
        var figures: [Figure] = []
        for ids in Cases.IDs.allCases {
            let cases = Cases.reports(min(reports, Self.enough), ids: ids, seed: seed)
            for size in Self.sizes {
                Progress.say("frames of \(size) reports, \(ids.rawValue)")
                figures += try self.figures(cases, size, ids)
            }
        }
        return figures
    }

    private func figures(_ cases: [Report], _ size: Int, _ ids: Cases.IDs) throws -> [Figure] {
        var times = Times()
        var bytes = 0
        for _ in 0..<rounds { bytes = try times.add(cases, size) }
        let name = "\(size) a batch, \(ids.rawValue)"
        let limit: Double? = size == 500 ? (ids == .foreign ? 30 : 16) : nil
        return [
            Figure(
                name: "frame, \(name)", value: Double(bytes) / Double(cases.count), unit: "bytes/report",
                aim: limit.map { .atMost($0) }),
            Figure(
                name: "encode, \(name)", value: times.encode.median, unit: "ns/report",
                floor: times.deflate.median, comparedWith: "zlib deflate of the same body"),
            Figure(
                name: "decode frame, \(name)", value: times.decodeFrame.median, unit: "ns/report",
                floor: times.inflateVarints.median, comparedWith: "zlib inflate and varints of the same body"),
            Figure(
                name: "decode body, \(name)", value: times.decodeBody.median, unit: "ns/report",
                aim: .atMost(150), floor: times.varints.median, comparedWith: "varints of the same body"),
        ]
    }
}

/// Nanoseconds a report, ours and C in turn.
private struct Times {
    var encode = Samples()
    var deflate = Samples()
    var decodeFrame = Samples()
    var inflateVarints = Samples()
    var decodeBody = Samples()
    var varints = Samples()

    /// One round; how many bytes the frames have.
    mutating func add(_ cases: [Report], _ size: Int) throws -> Int {
        let clock = ContinuousClock()
        let perReport = { (duration: Duration) in duration.nanoseconds / Double(cases.count) }
        var sealed = SealedBatches([])
        encode.append(perReport(clock.measure { sealed = SealedBatches(cases, size: size) }))
        let frames = sealed.frames.map(\.bytes)
        var inflater = Inflater()
        var bodies: [[UInt8]] = []
        for frame in sealed.frames { bodies.append(try frame.plainBody(&inflater)) }
        var room = [UInt8](repeating: 0, count: (bodies.map(\.count).max() ?? 0) * 2 + 64)
        deflate.append(
            perReport(clock.measure { for body in bodies { _ = Floors.deflate(body, into: &room) } }))

        var decoded = 0
        decodeFrame.append(
            perReport(
                try clock.measure { for frame in frames { decoded += try Self.decode(frame, &inflater) } }))
        var plain = bodies.map { [UInt8](repeating: 0, count: $0.count) }
        inflateVarints.append(
            perReport(
                clock.measure {
                    for (index, frame) in sealed.frames.enumerated() {
                        _ =
                            frame.isCompressed
                            ? Floors.inflateVarints(frame.body, into: &plain[index])
                            : Floors.varints(frame.body)
                    }
                }))
        decodeBody.append(
            perReport(
                try clock.measure {
                    for body in bodies {
                        decoded += try Batch(body: body.span, reportLimit: size).reportCount
                    }
                }))
        varints.append(perReport(clock.measure { for body in bodies { _ = Floors.varints(body) } }))
        guard decoded == 2 * cases.count else { throw BenchmarkError("decoding lost reports") }
        return sealed.byteCount
    }

    private static func decode(_ bytes: [UInt8], _ inflater: inout Inflater) throws -> Int {
        let limits = FrameHeader.Limits(bodyBytes: bytes.count, inflatedBytes: 64 << 20)
        guard let header = try FrameHeader(reading: bytes.span, limits: limits) else {
            throw WireError.truncated
        }
        let frame = try Frame(header: header, body: Array(bytes[FrameHeader.byteCount...]))
        let body = try frame.plainBody(&inflater)
        return try Batch(body: body.span, reportLimit: .max).reportCount
    }
}
