internal import Wire

/// Reports in the frames in which they travel, numbered for one connection.
struct SealedBatches {
    static let usualSize = 500
    let frames: [Frame]
    let reportCount: Int

    init(_ reports: [Report], size: Int = Self.usualSize) {
        var deflater = Deflater()
        var frames: [Frame] = []
        for start in stride(from: 0, to: reports.count, by: size) {
            let part = Array(reports[start..<min(start + size, reports.count)])
            let batch = Batch(number: UInt64(frames.count + 1), groups: part.groups)
            frames.append(Frame(.batch, batch.body, deflater: &deflater))
        }
        self.init(frames: frames, reportCount: reports.count)
    }

    private init(frames: [Frame], reportCount: Int) {
        self.frames = frames
        self.reportCount = reportCount
    }

    /// The first of them, of the usual size but for the last of all.
    func first(_ count: Int) -> SealedBatches {
        SealedBatches(
            frames: Array(frames.prefix(count)), reportCount: min(count * Self.usualSize, reportCount))
    }

    var byteCount: Int { frames.reduce(0) { $0 + FrameHeader.byteCount + $1.body.count } }

    /// The bytes in pieces of at least so many: what may be on its way unanswered, synced together.
    func pieces(ofBytes least: Int) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        for frame in frames {
            if pieces[pieces.count - 1].count >= least { pieces.append([]) }
            pieces[pieces.count - 1] += frame.bytes
        }
        return pieces
    }
}
