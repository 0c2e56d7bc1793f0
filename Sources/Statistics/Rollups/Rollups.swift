/// All rollup rows, in memory, and which of them changed since they were last frozen.
///
/// Returns keep an `own` row as events do, beside their ledger row: carried values then cost a question what sums cost
/// it, and no question reads the ledger. Price: 24 bytes a cell, about 1 KB for a month of a unit's coverage form.
struct Rollups: Sendable {
    private(set) var rows: [RollupKey: RollupRow]
    private var changed: Set<RollupKey> = []
    /// Data set → base periods of the root's rows → current reports in it.
    private(set) var periods: [UInt32: [UInt32: Int64]] = [:]

    init(rows: [RollupKey: RollupRow] = [:]) {
        self.rows = rows
        for (key, row) in rows where key.unit == UnitTree.root { note(key, row) }
    }

    var cellCount: Int { rows.values.reduce(0) { $0 + $1.cells.count } }

    subscript(key: RollupKey) -> RollupRow? { rows[key] }

    mutating func apply(_ changes: RollupChanges, units: UnitTree) {
        var above: [RollupKey: [Cell]] = [:]
        for (key, cells) in changes.own {
            let summed = RollupChanges.summed(cells)
            guard !summed.isEmpty else { continue }
            merge(summed, into: key)
            var unit = key.unit
            while unit != UnitTree.root {
                unit = units.parent(unit)
                let ancestor = RollupKey(
                    dataSet: key.dataSet, unit: unit, side: .subtree, period: key.period)
                above[ancestor, default: []].append(contentsOf: summed)
            }
        }
        for (key, cells) in above { merge(RollupChanges.summed(cells), into: key) }
    }

    private mutating func merge(_ cells: [Cell], into key: RollupKey) {
        guard !cells.isEmpty else { return }
        rows[key, default: RollupRow()].merge(cells)
        changed.insert(key)
        let row = rows[key]
        if let row, row.isEmpty { rows[key] = nil }
        if key.unit == UnitTree.root { note(key, rows[key]) }
    }

    private mutating func note(_ key: RollupKey, _ row: RollupRow?) {
        periods[key.dataSet, default: [:]][key.period] = row?.reports
    }

    /// The rows that changed since this was last called; an empty row is to be deleted.
    mutating func takeChanged() -> [RollupKey: RollupRow] {
        defer { changed.removeAll(keepingCapacity: true) }
        var taken: [RollupKey: RollupRow] = [:]
        taken.reserveCapacity(changed.count)
        for key in changed { taken[key] = rows[key] ?? RollupRow() }
        return taken
    }
}
