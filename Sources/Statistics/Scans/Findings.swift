import Catalogue
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
        _ columns: [ResultTable.Column], _ scan: LedgerScan, notes: [Names] = []
    ) -> AnswerTable {
        AnswerTable(
            columns: columns, rows: rows, notes: [extent(scan.rowsRead)].compactMap { $0 } + notes,
            positions: scan.positions, ledgerRowsRead: scan.rowsRead)
    }

    /// What the rows are of all that there is; nil where they are all of something.
    private func extent(_ rowsRead: UInt64) -> Names? {
        if count == 0 {
            return Names(
                chinese: "读了\(rowsRead)份报告，没有发现",
                english: "nothing was found in the \(rowsRead) reports that were read")
        }
        guard count > rows.count else { return nil }
        return Names(
            chinese: "共\(count)条，只列出前\(rows.count)条：要看其余的，请缩小单位、限定一种报表或缩短期间",
            english:
                "the first \(rows.count) of \(count) are listed: ask for a smaller unit, one form or fewer periods to see the "
                + "others")
    }
}
