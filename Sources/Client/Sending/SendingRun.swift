package import Catalogue
internal import Foundation
package import Wire

/// One command that brings reports to collectors: files, what the spool still holds, or reports made up.
package struct SendingRun: Sendable {
    let spool: Spool
    let catalogue: Catalogue
    let options: SendingChoices
    let rejected: RejectedRows
    let progress: @Sendable (SendingProgress) -> Void
    private let share = InputShare()
    /// Each element interrupts.
    let interrupts: AsyncStream<Void>

    package init(
        spool: Spool, catalogue: Catalogue, options: SendingChoices,
        interrupts: AsyncStream<Void> = AsyncStream { $0.finish() },
        progress: @escaping @Sendable (SendingProgress) -> Void = { _ in }
    ) {
        self.spool = spool
        self.catalogue = catalogue
        self.options = options
        self.interrupts = interrupts
        self.progress = progress
        rejected = RejectedRows(
            target: options.rejectedPath.map { .file($0) } ?? .folder(options.folder), catalogue: catalogue)
    }

    /// Where rejected rows were written.
    package var rejectedPaths: [String] { rejected.paths }

    /// Sends the rows of report CSV files; their headers are checked before anything is spooled.
    package func send(_ paths: [String]) async throws -> Summary {
        let languages = options.languages
        try ReportFiles(paths, catalogue: catalogue, languages: languages).prepare(rejected)
        return try await run(sender()) { (intake) throws(ClientError) in
            try ReportFiles(paths, catalogue: catalogue, languages: languages, share: share)
                .read(into: &intake, rejected)
        }
    }

    /// Sends what processes that are no more have left in the spool.
    package func flush() async throws -> Summary {
        let left = try spool.claimAbandoned()
        // A collector that lost something need not be the one that rows are sent to.
        let greeting = try spool.marks().isEmpty ? [] : Set(options.collectors.indices)
        return try await run(sender(greeting: greeting), first: left)
    }

    /// Sends dead letters again, unchanged.
    ///
    /// - Parameter choose: which of those that are kept.
    package func retry(_ choose: ([KeptLetter]) throws -> [KeptLetter]) async throws -> Summary {
        try await run(sender(), first: try spool.revive(try choose(try spool.keptLetters())))
    }

    /// Sends again what was acknowledged since a time, in milliseconds since 1970, and is still kept.
    package func resend(acknowledgedSince milliseconds: Int64) async throws -> Summary {
        try await run(sender(), first: try spool.takeBack(acknowledgedSince: milliseconds))
    }

    private func sender(greeting: Set<Int> = []) -> Sender {
        Sender(
            timeout: options.timeout, collectors: options.collectors.count, greeting: greeting,
            languages: options.languages)
    }

    /// Sends reports that come from no file.
    package func send(
        _ reports: some Sequence<Report> & Sendable, source: String, columns: [String]
    ) async throws -> Summary {
        rejected.expect(source: source, columns: columns, startsAnew: true)
        return try await run(sender()) { (intake) throws(ClientError) in
            try intake.begin(source: source, columns: columns)
            for (index, report) in reports.enumerated() where !Task.isCancelled {
                try intake.add(report, line: index + 1)
            }
        }
    }

    @concurrent
    private func run(
        _ sender: Sender, first: [StoredBatch] = [],
        _ fill: @escaping @Sendable (inout Intake) throws(ClientError) -> Void = { _ in }
    ) async throws -> Summary {
        try spool.prune(before: Self.nowMilliseconds() - Int64(options.keepDays) * 86_400_000)
        let delivery = Delivery(
            spool: spool, collectors: options.collectors, languages: options.languages, catalogue: catalogue,
            rejected: rejected,
            sender: sender, share: share, progress: progress)
        if !first.isEmpty {
            // All at once, so that rows of several files come under one header.
            for source in try spool.waitingSources() {
                rejected.expect(source: source.name, columns: source.columns, startsAnew: false)
            }
        }
        let inbox = delivery.inbox
        inbox.yield(.sender(.stored(first)))
        let filling = Task { self.fill(inbox, fill) }
        let watching = Task { [interrupts] in
            for await _ in interrupts { inbox.yield(.sender(.interrupted)) }
        }
        defer { watching.cancel() }
        do {
            let (ending, sender) = try await delivery.run()
            filling.cancel()
            // It lends the spool, which is let go of in order.
            await filling.value
            return try summary(ending, sender, delivery.inputError)
        } catch {
            filling.cancel()
            await filling.value
            throw error
        }
    }

    private func fill(
        _ inbox: AsyncStream<Delivery.News>.Continuation,
        _ fill: @Sendable (inout Intake) throws(ClientError) -> Void
    ) {
        var intake = Intake(
            spool: spool, catalogue: catalogue, rejected: rejected, languages: options.languages,
            nowMilliseconds: Self.nowMilliseconds
        ) { batches in
            inbox.yield(.sender(.stored(batches)))
        }
        do throws(ClientError) {
            try fill(&intake)
            try intake.finish()
            inbox.yield(.sender(.inputEnded))
        } catch {
            inbox.yield(.failed(error))
        }
    }

    private func summary(
        _ ending: Sender.Ending, _ sender: Sender, _ inputError: ClientError?
    ) throws(ClientError) -> Summary {
        var positions = sender.positions.map { JournalPosition(journal: $0.key, position: $0.value) }
        if positions.isEmpty, let last = try spool.lastPosition() { positions = [last] }
        let counts = sender.summary
        // Rows that came into the spool after somebody lost patience are safe there too.
        let spooled =
            ending == .interrupted ? try spool.waiting().reduce(0) { $0 + $1.reports } : counts.waiting
        return Summary(
            accepted: counts.accepted, rejected: counts.refused + rejected.countByClient, spooled: spooled,
            waitingForClock: counts.waitingForClock, resent: counts.resent, positions: positions,
            ending: ending, inputError: inputError)
    }

    private static func nowMilliseconds() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }
}
