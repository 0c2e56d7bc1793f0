internal import Catalogue
internal import Wire

/// Reports on their way into the spool: validated, sealed into batches, committed many batches at a time.
struct Intake {
    /// Large enough to compress well, small enough that one damaged batch costs little.
    private static let reportsPerBatch = 500
    /// One sync of the disk for so many batches; the first goes alone, so that sending starts at once.
    private static let batchesPerCommit = 64
    /// Returns are kept until they are committed, as later rows may be made from them.
    private static let returnsPerCommit = 4_000

    private let spool: Spool
    private let catalogue: Catalogue
    private let validator: Validator
    private let rejected: RejectedRows
    private let languages: [Language]
    private let nowMilliseconds: () -> Int64
    private let stored: ([StoredBatch]) -> Void
    private var source: (id: Spool.SourceID, name: String)?
    private var reports: [Report] = []
    private var rows: [Row] = []
    /// The rows' cells as they were written, one behind the other.
    private var cells: [UInt8] = []
    private var sealed: [SealedBatch] = []
    private var commits = 0
    /// The returns in `sealed`.
    private var returns: [Reporter: [Report]] = [:]
    private var returnCount = 0

    private struct Reporter: Hashable {
        let dataSet: UInt32
        let unit: UnitCode
    }

    private struct Row {
        let line: Int
        /// In `cells`.
        let cells: Range<Int>?
    }

    /// - Parameters:
    ///   - languages: in which it is said why a row is rejected.
    ///   - stored: told of each commit's batches.
    init(
        spool: Spool, catalogue: Catalogue, rejected: RejectedRows, languages: [Language],
        nowMilliseconds: @escaping () -> Int64, stored: @escaping ([StoredBatch]) -> Void
    ) {
        self.spool = spool
        self.catalogue = catalogue
        self.languages = languages
        validator = Validator(catalogue)
        self.rejected = rejected
        self.nowMilliseconds = nowMilliseconds
        self.stored = stored
    }

    mutating func begin(source name: String, columns: [String]) throws(ClientError) {
        try seal()
        source = (try spool.addSource(name: name, columns: columns), name)
    }

    /// - Parameter appendCells: appends the row as it was written.
    mutating func add(_ report: Report, line: Int, cells appendCells: (inout [UInt8]) -> Void)
        throws(ClientError)
    {
        let start = cells.count
        appendCells(&cells)
        try add(report, Row(line: line, cells: start..<cells.count))
    }

    /// A report that no row was written for.
    mutating func add(_ report: Report, line: Int) throws(ClientError) {
        try add(report, Row(line: line, cells: nil))
    }

    private mutating func add(_ report: Report, _ row: Row) throws(ClientError) {
        rows.append(row)
        reports.append(report)
        if reports.count == Self.reportsPerBatch { try seal() }
    }

    /// Commits what is left.
    mutating func finish() throws(ClientError) {
        try seal()
        try commit()
    }

    private mutating func seal() throws(ClientError) {
        guard let source, !reports.isEmpty else { return }
        var groups = reports.groups
        let refusals = refusals(in: groups)
        var accepted = Array(reports.indices)
        if !refusals.isEmpty {
            for refusal in refusals { try reject(refusal, source.name) }
            let refused = Set(refusals.map(\.index))
            accepted.removeAll { refused.contains($0) }
            groups = accepted.map { reports[$0] }.groups
        }
        if !accepted.isEmpty {
            sealed.append(
                SealedBatch(source: source.id, lines: accepted.map { rows[$0].line }, groups: groups))
            for index in accepted { remember(reports[index]) }
        }
        reports.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        let limit = commits == 0 ? 1 : Self.batchesPerCommit
        if sealed.count >= limit || returnCount >= Self.returnsPerCommit { try commit() }
    }

    /// What no collector will take. Whether a report is early is for the collector's clock to say: it waits in the spool.
    private func refusals(in groups: [ReportGroup]) -> [Refusal] {
        var refusals: [Refusal] = []
        var first = 0
        for group in groups {
            refusals += validator.refusals(
                in: group, firstIndex: first, nowMilliseconds: nowMilliseconds(), subtree: nil,
                peerCatalogueIsNewer: false, languages: languages)
            first += group.count
        }
        return refusals.filter { !$0.outcome.isRetryable }
    }

    private func reject(_ refusal: Refusal, _ source: String) throws(ClientError) {
        let row = rows[refusal.index]
        let content: RejectedRows.Content =
            if let range = row.cells { .written(Array(cells[range])) } else {
                .report(reports[refusal.index])
            }
        try rejected.add(
            source: source, line: row.line, outcome: refusal.outcome, message: refusal.message, content,
            by: .client)
    }

    private mutating func commit() throws(ClientError) {
        guard !sealed.isEmpty else { return }
        let batches = try spool.add(sealed, returns: returns.values.flatMap { $0 })
        sealed.removeAll(keepingCapacity: true)
        returns.removeAll(keepingCapacity: true)
        returnCount = 0
        commits += 1
        stored(batches)
    }
}

/// Returns of which nothing changed.
extension Intake {
    /// The report in full, or why there is none. It is made from what was read before it and is right, and from what the
    /// spool has taken.
    func report(of unchanged: Unchanged) throws(ClientError) -> Result<Report, RowError> {
        let reporter = Reporter(dataSet: unchanged.dataSet, unit: unchanged.unit)
        let unsealed = reports.filter {
            $0.dataSet == reporter.dataSet && $0.unit == reporter.unit && refusals(in: [$0].groups).isEmpty
        }
        let stored = try spool.returns(dataSet: reporter.dataSet, unit: reporter.unit)
        do throws(RowError) {
            return .success(
                try unchanged.report(known: stored + (returns[reporter] ?? []) + unsealed, catalogue))
        } catch {
            return .failure(error)
        }
    }

    private mutating func remember(_ report: Report) {
        guard report.form == .periodic else { return }
        returns[Reporter(dataSet: report.dataSet, unit: report.unit), default: []].append(report)
        returnCount += 1
    }
}
