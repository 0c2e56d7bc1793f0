import Synchronization
package import Wire

/// The reports of an export, handed out piece by piece: by data set, unit and key, so that two stores that hold the
/// same reports export the same bytes. Memory holds one piece.
package final class LedgerExport: Sendable {
    /// What the answer includes; true for every piece of it.
    package let positions: [ChainMark]
    /// How many reports will come; nil where only reading them tells.
    package let expectedCount: Int64?
    private let snapshot: LedgerSnapshot
    private let selection: ExportSelection
    private let progress: Mutex<Progress>
    private let ended: @Sendable () -> Void

    private struct Scope: Sendable {
        let dataSet: UInt32
        let unit: LedgerSnapshot.Unit
        let form: Report.Form

        var first: LedgerKey { LedgerKey(dataSet: dataSet, unit: unit.number, form: form, low: 0) }
    }

    private struct Progress: Sendable {
        var scopes: ArraySlice<Scope>
        /// The last key handed out of the first scope.
        var after: LedgerKey?
        var pieces: UInt64 = 0
    }

    /// A piece is compressed and sent as one frame: large enough to compress well, small beside the frame's limit.
    private static let reportsPerPiece = 2_000

    /// - Parameter ended: called once nobody reads any longer.
    init(
        _ snapshot: LedgerSnapshot, _ selection: ExportSelection, ended: @escaping @Sendable () -> Void
    ) throws {
        self.snapshot = snapshot
        self.selection = selection
        self.ended = ended
        positions = snapshot.positions
        expectedCount = selection.isEverything ? try snapshot.reportCount() : nil
        var units = try snapshot.units(below: selection.unit)
        if selection.key != nil { units.removeAll { $0.code != selection.unit } }
        let dataSets = selection.dataSets.isEmpty ? try snapshot.dataSets() : selection.dataSets
        let scopes = dataSets.flatMap { dataSet in
            units.flatMap { unit in
                [Report.Form.periodic, .event].map { Scope(dataSet: dataSet, unit: unit, form: $0) }
            }
        }
        progress = Mutex(Progress(scopes: scopes[...]))
    }

    deinit { ended() }

    /// The next piece; nil after the last one. Reads the disk: not for an event loop.
    ///
    /// - Throws: `StatisticsError` where the store is damaged or cannot be read.
    package func next() throws -> ReportsPart.Reports? {
        try progress.withLock { progress in
            var reports: [Report] = []
            var origins: [ReportsPart.Origin] = []
            while let scope = progress.scopes.first, reports.count < Self.reportsPerPiece {
                let rows = try rows(
                    scope, after: progress.after, atMost: Self.reportsPerPiece - reports.count)
                for (key, row) in rows { try append(key, row, scope, &reports, &origins) }
                progress.after = rows.last?.0
                if rows.isEmpty || selection.key != nil {
                    progress.scopes.removeFirst()
                    progress.after = nil
                }
            }
            guard !reports.isEmpty else { return nil }
            progress.pieces += 1
            return ReportsPart.Reports(
                batch: Batch(number: progress.pieces, groups: reports.groups), origins: origins)
        }
    }

    private func rows(
        _ scope: Scope, after: LedgerKey?, atMost limit: Int
    ) throws -> [(LedgerKey, LedgerRow)] {
        guard let wanted = selection.key else {
            return try snapshot.rows(scope: scope.first.scope, after: after, atMost: limit)
        }
        let key: LedgerKey
        switch (wanted, scope.form) {
        case (.period(let period), .periodic): key = scope.first.at(period)
        case (.event(let id), .event):
            key = LedgerKey(
                scope: scope.first.scope, low: UInt128(id.high) << 64 | UInt128(id.low))
        case (.period, .event), (.event, .periodic): return []
        }
        return try snapshot.row(key).map { [(key, $0)] } ?? []
    }

    private func append(
        _ key: LedgerKey, _ row: LedgerRow, _ scope: Scope, _ reports: inout [Report],
        _ origins: inout [ReportsPart.Origin]
    ) throws {
        let lost = selection.withRevisions ? try snapshot.revisions(key) : []
        for (index, revision) in ([row] + lost).enumerated() {
            let report = try Report(key, revision, unit: scope.unit.code)
            guard selection.days.cover(report) else { continue }
            reports.append(report)
            origins.append(
                ReportsPart.Origin(
                    receivedAtMilliseconds: revision.arrival.milliseconds, sender: revision.arrival.sender,
                    isInForce: index == 0))
        }
    }
}
