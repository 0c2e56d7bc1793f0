internal import Catalogue
internal import Wire

/// Reports on their way into the spool: validated, sealed into batches, committed many batches at a time.
struct Intake {
    /// Large enough to compress well, small enough that one damaged batch costs little.
    private static let reportsPerBatch = 500
    /// One sync of the disk for so many batches; the first goes alone, so that sending starts at once.
    private static let batchesPerCommit = 64

    private let spool: Spool
    private let validator: Validator
    private let rejected: RejectedRows
    private let nowMilliseconds: () -> Int64
    private let stored: ([StoredBatch]) -> Void
    private var source: (id: Spool.SourceID, name: String)?
    private var reports: [Report] = []
    private var rows: [Row] = []
    /// The rows' cells as they were written, one behind the other.
    private var cells: [UInt8] = []
    private var sealed: [SealedBatch] = []
    private var commits = 0

    private struct Row {
        let line: Int
        /// In `cells`.
        let cells: Range<Int>?
    }

    /// - Parameter stored: told of each commit's batches.
    init(
        spool: Spool, catalogue: Catalogue, rejected: RejectedRows, nowMilliseconds: @escaping () -> Int64,
        stored: @escaping ([StoredBatch]) -> Void
    ) {
        self.spool = spool
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
        var refusals: [Refusal] = []
        var first = 0
        for group in groups {
            refusals += validator.refusals(
                in: group, firstIndex: first, nowMilliseconds: nowMilliseconds(), subtree: nil,
                peerCatalogueIsNewer: false)
            first += group.count
        }
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
        }
        reports.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        cells.removeAll(keepingCapacity: true)
        if sealed.count >= (commits == 0 ? 1 : Self.batchesPerCommit) { try commit() }
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
        let batches = try spool.add(sealed)
        sealed.removeAll(keepingCapacity: true)
        commits += 1
        stored(batches)
    }
}
