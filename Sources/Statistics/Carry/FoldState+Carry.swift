import Catalogue
import Wire

extension FoldState {
    /// The stocks of the changed report, and what its coming or going trims from or gives back to the one before.
    mutating func carry(
        _ key: LedgerKey, _ period: Period, _ plan: DataSetPlan, _ lookup: borrowing LedgerLookup
    ) throws {
        let coverage = plan.coverage
        let reach = coverage.neighbourhood(of: period.index)
        let neighbours = try neighbours(key, plan.base, reach, lookup)
        let next = neighbours.keys.filter { $0 > period.index }.min()
        let own = Carrying(key: key, period: period.index, coverage: coverage, closing: closing(key, period))
        changes.add(oldContribution.carried, own, next: next, sign: -1)
        changes.add(newContribution.carried, own, next: next, sign: 1)
        guard oldContribution.isPresent != newContribution.isPresent,
            let previous = neighbours.keys.filter({ $0 < period.index }).max(),
            let row = neighbours[previous]
        else { return }
        let before = Period(type: plan.base, index: previous)
        reader.read(
            row.content.indices, of: row.content, period: before, plan: plan,
            combinations: &combinations, into: &neighbourContribution)
        let withThis = newContribution.isPresent
        let neighbour = Carrying(
            key: key, period: previous, coverage: coverage, closing: closing(key, before))
        changes.add(
            neighbourContribution.carried, neighbour, next: withThis ? next : period.index, sign: -1)
        changes.add(
            neighbourContribution.carried, neighbour, next: withThis ? period.index : next, sign: 1)
    }

    /// The first day on which nothing stands any longer of what a unit reported for a period.
    func closing(_ key: LedgerKey, _ period: Period) -> Int64 {
        guard let registry, let unit = units.code(key.unit) else { return .max }
        return registry.closing(of: unit, openOn: period.days.upperBound)
    }

    /// The unit's current reports, retracted ones left out, in the periods around one.
    private func neighbours(
        _ key: LedgerKey, _ base: PeriodType, _ reach: ClosedRange<UInt32>, _ lookup: borrowing LedgerLookup
    ) throws -> [UInt32: LedgerRow] {
        guard reach.count > 1 else { return [:] }
        let first = key.at(Period(type: base, index: reach.lowerBound))
        let last = key.at(Period(type: base, index: reach.upperBound))
        var rows: [UInt32: LedgerRow] = [:]
        for (key, row) in try lookup.rows(first...last, senders: senders) {
            if let period = key.period, period.type == base { rows[period.index] = row }
        }
        for index in reach {
            let key = key.at(Period(type: base, index: index))
            let row = try active.row(key, senders: senders) ?? frozen?.overlay.row(key, senders: senders)
            if let row { rows[index] = row }
        }
        return rows.filter { !$0.value.isRetracted }
    }
}
