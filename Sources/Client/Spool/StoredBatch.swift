package import Wire

/// Reports that are sealed and not yet on disk.
package struct SealedBatch: Equatable, Sendable {
    package let source: Spool.SourceID
    /// Of each report, in the order of the batch: the line of the file that it came from.
    package let lines: [Int]
    /// The body of a batch with the number 1; another number is put in front when it is sent.
    package let body: [UInt8]

    /// - Precondition: as many lines as reports, at least one.
    package init(source: Spool.SourceID, lines: [Int], groups: [ReportGroup]) {
        precondition(
            !lines.isEmpty && lines.count == groups.reduce(0) { $0 + $1.count }, "a line for each report")
        self.source = source
        self.lines = lines
        body = Batch(number: 1, groups: groups).body
    }
}

/// A batch that is on disk, as whoever sends it knows it: the reports themselves stay there.
package struct StoredBatch: Equatable, Sendable {
    package let id: Int64
    package var reports: Int
    package var bodyBytes: Int
    /// False for what was acknowledged before and is sent again because a collector lost it.
    package var isCounted: Bool
    /// It was sent, and no answer came: whatever is said of it later, it may count all the same.
    package var wentUnanswered: Bool

    package init(
        id: Int64, reports: Int, bodyBytes: Int, isCounted: Bool = true, wentUnanswered: Bool = false
    ) {
        self.id = id
        self.reports = reports
        self.bodyBytes = bodyBytes
        self.isCounted = isCounted
        self.wentUnanswered = wentUnanswered
    }
}

/// What an answer means for the batch on disk. Reports in neither list were accepted.
package struct Settlement: Equatable, Sendable {
    package let batch: StoredBatch
    /// Where the accepted reports are in the journal; nil where none was accepted.
    package let mark: ChainMark?
    /// For good: these become dead letters.
    package let refused: [Refusal]
    /// Indices of the reports that stay in the spool, ascending.
    package let kept: [Int]

    package init(batch: StoredBatch, mark: ChainMark?, refused: [Refusal] = [], kept: [Int] = []) {
        self.batch = batch
        self.mark = mark
        self.refused = refused
        self.kept = kept
    }
}

/// A report that will never be accepted as it is.
package struct DeadLetter: Equatable, Sendable {
    package let source: Spool.SourceID
    package let line: Int
    package let outcome: Outcome
    package let message: String
    package let report: Report
}
