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

    private var rows = RollupRows()
    /// Numbers of rows, each once.
    private var changed: [Int] = []
    private var isChanged: [Bool] = []
    /// Data set → base periods in which the root has anything.
    private(set) var held: [UInt32: [UInt32: Held]] = [:]
    private(set) var cellCount = 0

    var rowCount: Int { rows.tables.count { !$0.isEmpty } }

    subscript(key: RollupKey) -> CellTable? { rows[key] }

    /// Adds changes to the rows of the units that reported and to those of all their ancestors.
    mutating func settle(_ changes: RollupChanges, units: UnitTree) {
        for (key, table) in zip(changes.rows.keys, changes.rows.tables) where !table.isEmpty {
            add(table, to: key)
            var unit = key.unit
            while unit != UnitTree.root {
                unit = units.parent(unit)
                let ancestor = RollupKey(
                    dataSet: key.dataSet, unit: unit, side: .subtree, period: key.period, column: key.column)
                add(table, to: ancestor)
            }
        }
    }

    private mutating func add(_ table: CellTable, to key: RollupKey) {
        let number = number(of: key)
        let before = rows.tables[number].liveCount
        for cell in table.cells where !cell.isEmpty {
            rows.tables[number].add(cell.key, sum: cell.sum, count: cell.count)
        }
        note(key, number, cellsBefore: before)
        guard !isChanged[number] else { return }
        isChanged[number] = true
        changed.append(number)
    }

    private mutating func number(of key: RollupKey) -> Int {
        let number = rows.number(of: key)
        if number == isChanged.count { isChanged.append(false) }
        return number
    }

    private mutating func note(_ key: RollupKey, _ number: Int, cellsBefore: Int) {
        let table = rows.tables[number]
        cellCount += table.liveCount - cellsBefore
        guard key.unit == UnitTree.root else { return }
        var held = held[key.dataSet]?[key.period] ?? Held()
        held.cells += table.liveCount - cellsBefore
        if key.column == .reports { held.reports = table[.total]?.sum ?? 0 }
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
            rows.tables[number].append(to: &taken.bytes)
            taken.rows.append(
                Encoded.Row(number: number, key: rows.keys[number], cells: start..<taken.bytes.count))
            isChanged[number] = false
        }
        changed.removeAll(keepingCapacity: true)
        return taken
    }

    /// Takes stored rows in the order of their numbers.
    mutating func load(_ key: RollupKey, _ cells: Span<UInt8>) throws(WireError) {
        let number = number(of: key)
        rows.tables[number] = try CellTable(bytes: cells)
        note(key, number, cellsBefore: 0)
    }
}

extension CellKey {
    /// The only cell of a row that is told apart by nothing.
    static let total = CellKey(bits: 0)
}
