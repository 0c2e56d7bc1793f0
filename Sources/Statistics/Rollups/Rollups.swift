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
        var isChanged = false
    }

    /// In the order of their first appearance, so that a row stands behind the one above it.
    private var rows: [Row] = []
    /// The rows' cells, by the same numbers. Apart, because reading a row beside its cells copied both: counting their
    /// references was a fourth of the fold's time.
    private var tables: [CellTable] = []
    private var index = SlotIndex<UInt64>()
    /// Of the rows of what waits for its day.
    private var waiting: [Int] = []
    /// On their way up while changes are settled; kept for its room.
    private var rising = CellChanges<RowNumber>()
    /// Numbers of rows, each once.
    private var changed: [Int] = []
    /// Data set → base periods in which the root has anything.
    private(set) var held: [UInt32: [UInt32: Held]] = [:]
    /// How many cells of a group the root has: most columns of what is left out have none, and need no reading.
    private var cellsOfGroup: [RollupKey.Group: Int] = [:]
    private(set) var cellCount = 0

    func has(_ group: RollupKey.Group) -> Bool { cellsOfGroup[group] ?? 0 > 0 }

    var rowCount: Int { tables.count { !$0.isEmpty } }

    subscript(key: RollupKey) -> CellTable? {
        index.find(key.hash) { rows[$0].key == key }.map { tables[$0] }
    }

    /// Adds changes to the rows of the units that reported and to those of all their ancestors. Level by level: what many
    /// units change in the same cell of the unit above is put together before it goes on.
    mutating func settle(_ changes: RollupChanges, units: UnitTree) {
        // Apart from what is changed here, so that both can be held at once.
        var (lower, upper) = (CellChanges<RowNumber>(), CellChanges<RowNumber>())
        swap(&lower, &rising)
        for change in changes.all {
            let values = changes.values.span.extracting(change.values)
            guard !values.isZero else { continue }
            add(change.key, values, to: number(of: change.row, units), rising: &lower)
        }
        while !lower.isEmpty {
            for change in lower.all {
                let values = lower.values.span.extracting(change.values)
                guard !values.isZero else { continue }
                add(change.key, values, to: change.row.value, rising: &upper)
            }
            lower.removeAll()
            swap(&lower, &upper)
        }
        swap(&lower, &rising)
    }

    private mutating func add(
        _ key: CellKey, _ values: Span<Int64>, to number: Int, rising: inout CellChanges<RowNumber>
    ) {
        let cells = tables[number].add(key, values)
        cellCount += cells
        if isRoot(number), cells != 0 || rows[number].key.group == .reports { note(number, cells: cells) }
        noteChanged(number)
        let above = rows[number].above
        if above != number { rising.add(RowNumber(value: above), key, values) }
    }

    private mutating func noteChanged(_ number: Int) {
        guard !rows[number].isChanged else { return }
        rows[number].isChanged = true
        changed.append(number)
    }

    /// Nothing stands above a row of what waits for its day, whosever it is.
    private func isRoot(_ number: Int) -> Bool {
        rows[number].above == number && !rows[number].key.group.isWaiting
    }

    /// The row's number; a new row where there is none, and new ones for all ancestors that lack one.
    private mutating func number(of key: RollupKey, _ units: UnitTree) -> Int {
        if let number = index.find(key.hash, { rows[$0].key == key }) { return number }
        guard key.unit != UnitTree.root, !key.group.isWaiting else {
            if key.group.isWaiting { waiting.append(rows.count) }
            return append(key, above: rows.count)
        }
        let above = RollupKey(
            dataSet: key.dataSet, unit: units.parent(key.unit), side: .subtree, period: key.period,
            group: key.group)
        return append(key, above: number(of: above, units))
    }

    private mutating func append(_ key: RollupKey, above: Int) -> Int {
        if index.isFull {
            let known = rows
            index.grow { known[$0].key.hash }
        }
        index.insert(key.hash, rows.count)
        rows.append(Row(key: key, above: above))
        tables.append(CellTable(width: key.group.width))
        return rows.count - 1
    }

    /// Takes out what waited for days before one, to be added where it counts.
    mutating func takeEnded(before day: Int64) -> RollupChanges {
        var ended = RollupChanges()
        for number in waiting where !tables[number].isEmpty {
            let key = rows[number].key
            let counting = RollupKey(scope: key.scope, period: key.period, group: key.group.counting)
            let taken = tables[number].takeAll { Int64($0.part) < day }
            guard !taken.isEmpty else { continue }
            for slot in 0..<taken.slotCount {
                ended.add(
                    counting, CellKey(combination: taken.key(at: slot).combination),
                    taken.words.span.extracting(taken.values(at: slot)))
            }
            cellCount -= taken.liveCount
            noteChanged(number)
        }
        return ended
    }

    /// - Parameters:
    ///   - number: a row's of the root.
    ///   - cells: how many it has more than before.
    private mutating func note(_ number: Int, cells: Int) {
        let key = rows[number].key
        var held = held[key.dataSet]?[key.period] ?? Held()
        held.cells += cells
        cellsOfGroup[key.group, default: 0] += cells
        if key.group == .reports { held.reports = tables[number][.total]?.sum ?? 0 }
        self.held[key.dataSet, default: [:]][key.period] = held.cells == 0 ? nil : held
    }
}

extension Rollups {
    /// The rows that changed since this was last called, ascending by number. They share their cells with the rows here:
    /// whoever takes them should let go of them soon, or each is copied when it next changes.
    mutating func takeChanged() -> [ChangedRow] {
        changed.sort()
        let taken = changed.map { ChangedRow(number: $0, key: rows[$0].key, table: tables[$0]) }
        for number in changed { rows[number].isChanged = false }
        changed.removeAll(keepingCapacity: true)
        return taken
    }

    /// Takes stored rows in the order of their numbers.
    mutating func load(_ key: RollupKey, _ cells: Span<UInt8>, units: UnitTree) throws(WireError) {
        let number = number(of: key, units)
        tables[number] = try CellTable(width: key.group.width, bytes: cells)
        cellCount += tables[number].liveCount
        if isRoot(number) { note(number, cells: tables[number].liveCount) }
    }
}

private struct RowNumber: RollupRowName {
    let value: Int

    var hash: UInt64 { UInt64(truncatingIfNeeded: value) }
}
