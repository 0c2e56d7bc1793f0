import Wire

extension Report {
    /// A ledger row as the report that it keeps.
    ///
    /// - Parameter unit: whose number stands in the key.
    init(_ key: LedgerKey, _ row: LedgerRow, unit: UnitCode) throws(WireError) {
        self.init(
            dataSet: key.dataSet, unit: unit, key: key.report,
            savedAtMilliseconds: row.savedAtMilliseconds)
        var position = 0
        try readContent(row.content.span, at: &position)
    }
}

extension LedgerKey {
    /// What of the key a report carries.
    var report: Report.Key {
        if let period { return .period(period) }
        return .event(
            EventID(high: UInt64(truncatingIfNeeded: low >> 64), low: UInt64(truncatingIfNeeded: low)))
    }
}
