extension Rollups {
    /// Everything in a row, whatever its options.
    func sum(
        _ dataSet: UInt32, _ unit: UInt32, _ side: RollupKey.Side, _ period: UInt32,
        _ column: RollupKey.Column
    ) -> Int64 {
        let key = RollupKey(dataSet: dataSet, unit: unit, side: side, period: period, group: column.group)
        return self[key]?.lane(column.lane).sum ?? 0
    }
}

extension FoldState {
    /// Calls `body` with the units at or below one that themselves reported a data set in any of some periods. What lies below
    /// a unit without a report is not looked at.
    func eachReporter(
        of dataSet: UInt32, _ unit: UInt32, isTotal: Bool, _ periods: [UInt32], _ body: (UInt32) -> Void
    ) {
        func has(_ side: RollupKey.Side) -> Bool {
            periods.contains { rollups[.reports(dataSet, unit, side, $0)].sum(.total) > 0 }
        }
        if has(.own) { body(unit) }
        guard isTotal, has(.subtree) else { return }
        for child in units.children(unit) {
            eachReporter(of: dataSet, child, isTotal: true, periods, body)
        }
    }

    /// Calls `body` with the units at or below one of which a data set has ever had a report that counts: nothing is held of
    /// any other.
    func eachHolder(of dataSet: UInt32, _ unit: UInt32, isTotal: Bool, _ body: (UInt32) -> Void) {
        let periods = (rollups.held[dataSet] ?? [:]).keys.sorted()
        eachReporter(of: dataSet, unit, isTotal: isTotal, periods, body)
    }
}
