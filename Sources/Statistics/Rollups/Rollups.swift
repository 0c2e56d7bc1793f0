import Wire

/// All rollup rows, in memory, and which of them changed since they were last taken to be stored.
///
/// Returns keep `own` rows as events do, beside their ledger row: carried values then cost a question what sums cost
/// it, and no question reads the ledger.
struct Rollups: Sendable {
    /// What the root has in a base period.
    struct Held: Sendable {
        /// Current reports.
        var reports: Int64 = 0
        fileprivate var cells = 0
    }

    private struct Row: Sendable {
        let key: RollupKey
        /// The number of the row of the unit above, which sums this one; its own where there is none.
        let above: Int
        var table = CellTable()
        var isChanged = false
    }

    /// In the order of their first appearance, so that a row stands behind the one above it.
    private var rows: [Row] = []
    private var index = SlotIndex()
    /// Numbers of rows, each once.
    private var changed: [Int] = []
    /// Data set → base periods in which the root has anything.
    private(set) var held: [UInt32: [UInt32: Held]] = [:]
    private(set) var cellCount = 0

    var rowCount: Int { rows.count { !$0.table.isEmpty } }

    subscript(key: RollupKey) -> CellTable? {
        index.find(key.hash) { rows[$0].key == key }.map { rows[$0].table }
    }

    /// Adds changes to the rows of the units that reported and to those of all their ancestors.
    mutating func settle(_ changes: RollupChanges, units: UnitTree) {
        for change in changes.all where !change.cell.isEmpty {
            var number = number(of: change.row, units)
            add(change.cell, to: number)
            while rows[number].above != number {
                number = rows[number].above
                add(change.cell, to: number)
            }
        }
    }

    private mutating func add(_ cell: Cell, to number: Int) {
        let before = rows[number].table.liveCount
        rows[number].table.add(cell.key, sum: cell.sum, count: cell.count)
        let cells = rows[number].table.liveCount - before
        cellCount += cells
        if rows[number].above == number, cells != 0 || rows[number].key.column == .reports {
            note(number, cells: cells)
        }
        guard !rows[number].isChanged else { return }
        rows[number].isChanged = true
        changed.append(number)
    }

    /// The row's number; a new row where there is none, and new ones for all ancestors that lack one.
    private mutating func number(of key: RollupKey, _ units: UnitTree) -> Int {
        if let number = index.find(key.hash, { rows[$0].key == key }) { return number }
        guard key.unit != UnitTree.root else { return append(key, above: rows.count) }
        let above = RollupKey(
            dataSet: key.dataSet, unit: units.parent(key.unit), side: .subtree, period: key.period,
            column: key.column)
        return append(key, above: number(of: above, units))
    }

    private mutating func append(_ key: RollupKey, above: Int) -> Int {
        index.insert(key.hash, rows.count)
        rows.append(Row(key: key, above: above))
        return rows.count - 1
    }

    /// - Parameters:
    ///   - number: a row's of the root.
    ///   - cells: how many it has more than before.
    private mutating func note(_ number: Int, cells: Int) {
        let key = rows[number].key
        var held = held[key.dataSet]?[key.period] ?? Held()
        held.cells += cells
        if key.column == .reports { held.reports = rows[number].table[.total]?.sum ?? 0 }
        self.held[key.dataSet, default: [:]][key.period] = held.cells == 0 ? nil : held
    }
}

extension Rollups {
    /// Rows as they are stored. A row has the same number for ever; one that came to nothing is stored empty.
    struct Encoded: Sendable {
        struct Row: Sendable {
            let number: Int
            let key: RollupKey
            /// Where its cells lie in `bytes`.
            let cells: Range<Int>
        }

        fileprivate(set) var rows: [Row] = []
        fileprivate(set) var bytes: [UInt8] = []
    }

    /// The rows that changed since this was last called, ascending by number.
    mutating func takeChanged() -> Encoded {
        var taken = Encoded()
        changed.sort()
        for number in changed {
            let start = taken.bytes.count
            rows[number].table.append(to: &taken.bytes)
            taken.rows.append(
                Encoded.Row(number: number, key: rows[number].key, cells: start..<taken.bytes.count))
            rows[number].isChanged = false
        }
        changed.removeAll(keepingCapacity: true)
        return taken
    }

    /// Takes stored rows in the order of their numbers.
    mutating func load(_ key: RollupKey, _ cells: Span<UInt8>, units: UnitTree) throws(WireError) {
        let number = number(of: key, units)
        rows[number].table = try CellTable(bytes: cells)
        cellCount += rows[number].table.liveCount
        if rows[number].above == number { note(number, cells: rows[number].table.liveCount) }
    }
}

extension CellKey {
    /// The only cell of a row that is told apart by nothing.
    static let total = CellKey(bits: 0)
}
