import Wire

/// Reads single reports for a question that no sum can answer, as of one moment, up to a limit. The answer states how many
/// rows it took. Reads the disk: not for an event loop.
final class LedgerScan {
    /// A report in force, and what lost against it under its key, the newest first.
    struct Entry {
        let key: LedgerKey
        let inForce: LedgerRow
        let lost: [LedgerRow]
    }

    /// As of which the rows are.
    let positions: [ChainMark]
    private(set) var rowsRead: UInt64 = 0
    private let snapshot: LedgerSnapshot
    private let limit: UInt64

    /// - Parameter limit: how many rows it reads at most.
    init(_ snapshot: LedgerSnapshot, limit: Int) {
        self.snapshot = snapshot
        self.limit = UInt64(max(0, limit))
        positions = snapshot.positions
    }

    /// The unit and those below it, ascending by code; nil: all.
    func units(below unit: UnitCode?) throws -> [LedgerSnapshot.Unit] { try snapshot.units(below: unit) }

    /// The rows in force of a range of keys, in their order.
    func eachRow(_ keys: ClosedRange<LedgerKey>, _ body: (LedgerKey, LedgerRow) throws -> Void) throws {
        try snapshot.eachRow(keys) { key, row in
            try count()
            try body(key, row)
        }
    }

    /// The row in force under a key.
    func row(_ key: LedgerKey) throws -> LedgerRow? {
        try count()
        return try snapshot.row(key)
    }

    /// Every row in force of a range of keys, with what lost against it.
    func eachEntry(_ keys: ClosedRange<LedgerKey>, _ body: (Entry) throws -> Void) throws {
        let lost = try revisions(keys)
        try eachRow(keys) { key, row in
            try body(Entry(key: key, inForce: row, lost: lost[key] ?? []))
        }
    }

    /// As `eachEntry`, but only where something lost.
    func eachContested(_ keys: ClosedRange<LedgerKey>, _ body: (Entry) throws -> Void) throws {
        for (key, lost) in try revisions(keys).sorted(by: { $0.key < $1.key }) {
            guard let row = try row(key) else { continue }
            try body(Entry(key: key, inForce: row, lost: lost))
        }
    }

    private func revisions(_ keys: ClosedRange<LedgerKey>) throws -> [LedgerKey: [LedgerRow]] {
        var lost: [LedgerKey: [LedgerRow]] = [:]
        try snapshot.eachRevision(keys) { key, row in
            try count()
            lost[key, default: []].append(row)
        }
        return lost
    }

    private func count() throws(QueryError) {
        rowsRead += 1
        guard rowsRead > limit else { return }
        throw QueryError(
            chinese: "此问题要读的报告超过\(limit)份。请缩小单位、限定一种报表，定期报表可缩短期间",
            english:
                "this question would read more than \(limit) reports. Ask for a smaller unit, for one form, or, of returns, "
                + "for fewer periods")
    }
}
