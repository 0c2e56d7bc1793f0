internal import NIOCore
internal import Wire

/// A collector and an aggregator that follows it.
struct City {
    let collector: ServiceProcess
    let aggregator: ServiceProcess
    private let link: Link

    init(folder: String) throws {
        try self.init(
            collector: ServiceProcess("grassroots-collector", in: folder + "-collector"), folder: folder)
    }

    init(collector: ServiceProcess, folder: String) throws {
        self.collector = collector
        aggregator = try ServiceProcess(
            "grassroots-aggregator", in: folder, ["--collector", "\(collector.endpoint)"])
        link = try Link()
    }

    /// Waits until an answer counts everything up to a position.
    func reached(_ position: JournalPosition) async throws {
        try await link.with(aggregator, .operator) { inbound, outbound in
            _ = try await Link.ask(Question.reached(position), &inbound, outbound)
        }
    }

    /// Reports a second from the first byte sent to the answer that counts everything.
    func arriving(_ batches: SealedBatches) async throws -> Double {
        let sending = Sending(link: link, collector: collector)
        // Once the first batch counts, both run and the aggregator follows: it may have found nobody at first and waited.
        try await reached(try await sending.pipelined(batches.first(1)).last)
        let start = ContinuousClock.now
        try await reached(try await sending.pipelined(batches).last)
        return Double(batches.reportCount) / start.duration(to: .now).seconds
    }

    /// Milliseconds from an acknowledgement to the answer that counts it. One question is on its way at a time: where
    /// it takes long, the next waits, and that counts as well.
    func seen(_ batches: SealedBatches, perSecond: Double, _ samples: inout Samples) async throws {
        let interval = Duration.seconds(Double(SealedBatches.usualSize) / perSecond)
        let (stream, continuation) = AsyncStream<(JournalPosition, ContinuousClock.Instant)>.makeStream()
        let sending = Sending(link: link, collector: collector)
        async let sent: Void = sending.paced(batches, interval: interval, continuation)
        let values = try await link.with(aggregator, .operator) { inbound, outbound in
            var values: [Double] = []
            for await (position, acknowledged) in stream {
                _ = try await Link.ask(Question.reached(position), &inbound, outbound)
                values.append(acknowledged.duration(to: .now).milliseconds)
            }
            return values
        }
        try await sent
        for value in values { samples.append(value) }
    }

    /// Milliseconds of each question, and of a ping between them.
    func asked(_ count: Int, _ queries: inout [Question: Samples], _ pings: inout Samples) async throws {
        let (answers, replies) = try await link.with(aggregator, .operator) { inbound, outbound in
            var answers = [Question: Samples]()
            var replies = Samples()
            for index in 0..<count * Question.allCases.count {
                let question = Question.allCases[index % Question.allCases.count]
                var start = ContinuousClock.now
                guard try await Link.ask(question.query, &inbound, outbound) > 0 else {
                    throw BenchmarkError("\(question.rawValue): the answer is empty")
                }
                answers[question, default: Samples()].append(start.duration(to: .now).milliseconds)
                start = .now
                try await outbound.write(Frame(.ping))
                _ = try await Link.next(.pong, &inbound, outbound)
                replies.append(start.duration(to: .now).milliseconds)
            }
            return (answers, replies)
        }
        for (question, samples) in answers {
            for value in samples.values { queries[question, default: Samples()].append(value) }
        }
        for value in replies.values { pings.append(value) }
    }

    /// Ends both; how many bytes the aggregator leaves on disk.
    func stop() throws -> Int {
        let bytes = try aggregator.stop()
        _ = try collector.stop()
        return bytes
    }
}
