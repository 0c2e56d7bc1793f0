import Catalogue
import Wire

/// Which reports a question looks at one by one: of which forms, units and days.
struct ScanScope: Sendable {
    /// In the catalogue's order.
    let dataSets: [DataSet]
    /// It and everything below it; nil: everything.
    let unit: UnitCode?
    let days: AskedDays

    /// - Parameter subtree: the prefix of the asker's credential; nil: everything.
    init(_ query: Query, _ dataSets: [DataSet], subtree: UnitCode?, _ catalogue: Catalogue) throws(QueryError)
    {
        self.dataSets = dataSets
        unit = try Question.unit(query.unit, subtree, catalogue)
        days = try AskedDays(query.periods, catalogue)
    }

    /// Where a unit's reports of a form lie; nil: none of its periods lies within the days.
    ///
    /// - Parameter withEarlier: the returns of all earlier periods too.
    func keys(
        _ dataSet: DataSet, _ unit: LedgerSnapshot.Unit, withEarlier: Bool = false
    ) -> ClosedRange<LedgerKey>? {
        func key(_ form: Report.Form, _ low: UInt128) -> LedgerKey {
            LedgerKey(dataSet: dataSet.id, unit: unit.number, form: form, low: low)
        }
        guard case .periodic(let type, _, _, _) = dataSet.form else {
            return key(.event, 0)...key(.event, .max)
        }
        guard let days = days.range else { return key(.periodic, 0)...key(.periodic, UInt128(UInt32.max)) }
        guard let periods = Self.periods(of: type, within: days) else { return nil }
        return key(
            .periodic, withEarlier ? 0 : UInt128(periods.lowerBound.code))...key(
                .periodic, UInt128(periods.upperBound.code))
    }

    /// The periods of a type that lie wholly within some days.
    private static func periods(of type: PeriodType, within days: ClosedRange<Int64>) -> ClosedRange<Period>?
    {
        var first = Period(containing: days.lowerBound, type: type)
        if first.days.lowerBound < days.lowerBound { first = Period(type: type, index: first.index + 1) }
        var last = Period(containing: days.upperBound, type: type)
        if last.days.upperBound > days.upperBound {
            guard last.index > 0 else { return nil }
            last = Period(type: type, index: last.index - 1)
        }
        return first <= last ? first...last : nil
    }
}
