import Wire

/// The rows of a list, up to a limit; how many there are beyond it is counted and said.
struct Findings {
    private(set) var rows: [[ResultTable.Value]] = []
    private(set) var count = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(_ row: @autoclosure () -> [ResultTable.Value]) {
        count += 1
        if rows.count < limit { rows.append(row()) }
    }

    /// Those of another list behind these.
    mutating func add(_ other: Findings) {
        rows += other.rows.prefix(limit - rows.count)
        count += other.count
    }

    /// - Parameter notes: what to know of the list besides.
    func table(
        _ columns: [ResultTable.Column], _ scan: LedgerScan, nowMilliseconds: Int64, notes: [String] = []
    ) -> ResultTable {
        var table = ResultTable(
            columns: columns, rows: rows, answeredAtMilliseconds: nowMilliseconds,
            ledgerRowsRead: scan.rowsRead, notes: notes)
        table.asOf = scan.positions.sorted { $0.at.journal.description < $1.at.journal.description }
            .map { ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0) }
        if count == 0 {
            table.notes.insert("nothing was found in the \(scan.rowsRead) reports that were read", at: 0)
        }
        if count > rows.count {
            table.notes.insert(
                "the first \(rows.count) of \(count) are listed: ask for a smaller unit, one form or fewer periods to "
                    + "see the others", at: 0)
        }
        return table
    }
}
