import Wire

/// Makes all rollups anew from the ledger, read in the order of its keys: one unit's periods follow each other, so that
/// one report's carried values wait for the next report to say where they end.
struct Rebuild {
    private struct Waiting {
        let carrying: Carrying
        let carried: [Contribution.Carried]
    }

    private(set) var state: FoldState
    private var waiting: Waiting?

    /// - Parameter state: with numbers and positions, without rollups.
    init(_ state: FoldState) { self.state = state }

    mutating func take(_ key: LedgerKey, _ row: LedgerRow) {
        if state.changes.isFull { state.settle() }
        guard !row.isRetracted else { return }
        guard let plan = state.plans[key.dataSet] else {
            state.unread[key.dataSet, default: 0] += 1
            return
        }
        state.reader.read(
            row.content.indices, of: row.content, period: key.period, plan: plan,
            combinations: &state.combinations, into: &state.newContribution)
        if state.newContribution.isUnread { state.unread[key.dataSet, default: 0] += 1 }
        state.changes.add(state.newContribution.placed[...], of: key, sign: 1, today: state.today)
        state.time(key, arrivalMilliseconds: row.arrival.milliseconds, plan)
        guard plan.isCarried, let period = key.period, period.type == plan.base, period.exists else { return }
        end(before: key)
        waiting = Waiting(
            carrying: Carrying(
                key: key, period: period.index, coverage: plan.coverage, closing: state.closing(key, period)),
            carried: state.newContribution.carried)
    }

    mutating func finish() {
        end(before: nil)
        state.settle()
    }

    private mutating func end(before key: LedgerKey?) {
        guard let last = waiting else { return }
        let next = key.flatMap { $0.scope == last.carrying.key.scope ? $0.period?.index : nil }
        state.changes.add(last.carried, last.carrying, next: next, sign: 1)
        waiting = nil
    }
}
