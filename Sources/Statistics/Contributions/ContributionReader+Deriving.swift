/// What an event's derived elements come to.
extension ContributionReader {
    /// A derived element is 1 or 0 wherever it is dated: a case that fell due and is not closed makes "closed" 0, not
    /// unreported.
    func derive(
        _ month: UInt32?, _ combination: UInt32, _ plan: DataSetPlan, _ contribution: inout Contribution
    ) {
        for derived in plan.derived {
            guard let period = period(month, datedBy: derived.datedBy) else { continue }
            var holds = true
            var lastDay = Contribution.Placed.always
            for condition in derived.conditions {
                switch condition {
                case .present(let slot): holds = holds && firsts[slot].kind != nil
                case .absent(let slot): holds = holds && firsts[slot].kind == nil
                case .positive(let slot): holds = holds && firsts[slot].kind != nil && firsts[slot].number > 0
                case .zero(let slot): holds = holds && (firsts[slot].kind == nil || firsts[slot].number == 0)
                case .notAfter(let first, let second): holds = holds && isNotAfter(first, second)
                case .after(let first, let second): holds = holds && isAfter(first, second)
                case .absentOrAfter(let first, let second):
                    holds = holds && (firsts[first].kind == nil || isAfter(first, second))
                case .dayEnded(let slot):
                    // Whether it has ended depends on when somebody asks.
                    if firsts[slot].kind != nil {
                        lastDay = max(lastDay, firsts[slot].day)
                    } else {
                        holds = false
                    }
                }
            }
            guard holds || !derived.countsOnlyHolding else { continue }
            let value: Int64 = holds ? 1 : 0
            contribution.placed.append(
                Contribution.Placed(
                    period: period, column: derived.column,
                    key: CellKey(combination: combination), value: value, day: lastDay))
        }
    }

    private func isNotAfter(_ first: Int, _ second: Int) -> Bool {
        let first = firsts[first]
        let second = firsts[second]
        guard first.kind != nil, second.kind != nil else { return false }
        // A date alone is compared as a day with a date that has a time.
        return first.kind == second.kind ? first.number <= second.number : first.day <= second.day
    }

    private func isAfter(_ first: Int, _ second: Int) -> Bool {
        firsts[first].kind != nil && firsts[second].kind != nil && !isNotAfter(first, second)
    }
}
