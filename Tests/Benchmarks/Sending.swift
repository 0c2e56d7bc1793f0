internal import NIOCore
internal import Transport
internal import Wire

/// Sealed batches to a collector on a connection of their own.
struct Sending {
    let link: Link
    let collector: ServiceProcess

    /// All at once, as far as the collector reads; where the last was journaled.
    func pipelined(_ batches: SealedBatches) async throws -> (duration: Duration, last: JournalPosition) {
        try await link.with(collector, .sender) { inbound, outbound in
            let start = ContinuousClock.now
            async let writing: Void = Self.write(batches.frames, outbound)
            var last: JournalPosition?
            for _ in batches.frames { last = try await Link.acknowledged(&inbound, outbound) }
            try await writing
            guard let last else { throw BenchmarkError("there was nothing to send") }
            return (start.duration(to: .now), last)
        }
    }

    private static func write(_ frames: [Frame], _ outbound: Connection.Outbound) async throws {
        for frame in frames { try await outbound.write(frame) }
    }

    /// One after the other, each awaiting its acknowledgement: milliseconds of each.
    func oneByOne(_ batches: SealedBatches) async throws -> Samples {
        try await link.with(collector, .sender) { inbound, outbound in
            var samples = Samples()
            for frame in batches.frames {
                let start = ContinuousClock.now
                try await outbound.write(frame)
                _ = try await Link.acknowledged(&inbound, outbound)
                samples.append(start.duration(to: .now).milliseconds)
            }
            return samples
        }
    }

    /// One each `interval`; every fourth acknowledged position is handed on with the moment at which it was known.
    func paced(
        _ batches: SealedBatches, interval: Duration,
        _ acknowledged: AsyncStream<(JournalPosition, ContinuousClock.Instant)>.Continuation
    ) async throws {
        defer { acknowledged.finish() }
        try await link.with(collector, .sender) { inbound, outbound in
            async let writing: Void = Self.write(batches.frames, every: interval, outbound)
            for index in batches.frames.indices {
                let position = try await Link.acknowledged(&inbound, outbound)
                if index % 4 == 0 { acknowledged.yield((position, .now)) }
            }
            try await writing
        }
    }

    private static func write(
        _ frames: [Frame], every interval: Duration, _ outbound: Connection.Outbound
    ) async throws {
        let start = ContinuousClock.now
        for (index, frame) in frames.enumerated() {
            // The pace is what is asked for: a rate, not a wait for something to happen.
            try await Task.sleep(until: start + interval * index, clock: .continuous)
            try await outbound.write(frame)
        }
    }
}
