/// A rollup row on its way to the store. It has the same number for ever; one that came to nothing is stored empty.
struct ChangedRow: Sendable {
    let number: Int
    let key: RollupKey
    let table: CellTable
}

/// Changed rows as they are stored: their cells one behind the other in one array of bytes.
struct EncodedRows: Sendable {
    struct Row: Sendable {
        let number: Int
        let key: RollupKey
        /// Where its cells lie in `bytes`.
        let cells: Range<Int>
    }

    private(set) var rows: [Row] = []
    private(set) var bytes: [UInt8] = []

    init(_ changed: [ChangedRow]) {
        rows.reserveCapacity(changed.count)
        for row in changed {
            let start = bytes.count
            row.table.append(to: &bytes)
            rows.append(Row(number: row.number, key: row.key, cells: start..<bytes.count))
        }
    }
}
