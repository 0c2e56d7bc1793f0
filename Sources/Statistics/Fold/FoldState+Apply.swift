import Wire

extension FoldState {
    /// One report of a micro-batch, found again.
    private struct Entry {
        let key: LedgerKey
        let batch: Int
        let group: Int
        let index: Int
    }

    /// Folds a micro-batch and moves the positions. Everything under one key comes together, and neighbours in the
    /// store are looked up one after another.
    mutating func apply(_ batches: [JournaledBatch], _ lookup: borrowing LedgerLookup) throws {
        var entries: [Entry] = []
        for (number, batch) in batches.enumerated() { append(batch, number, to: &entries) }
        entries.sort { $0.key < $1.key }
        var content: [UInt8] = []
        for entry in entries {
            let batch = batches[entry.batch]
            let group = batch.groups[entry.group]
            content.removeAll(keepingCapacity: true)
            group.appendContent(of: entry.index, to: &content)
            let arrival = Arrival(milliseconds: batch.receivedAtMilliseconds, sender: batch.sender)
            try fold(entry.key, group.savedAtMilliseconds[entry.index], content, arrival, lookup)
        }
        rollups.apply(changes, units: units)
        changes.removeAll()
        for batch in batches { positions[batch.mark.at.journal] = batch.mark }
        hasMoved = hasMoved || !batches.isEmpty
    }

    private mutating func append(_ batch: JournaledBatch, _ number: Int, to entries: inout [Entry]) {
        _ = senders.intern(batch.sender)
        var first = 0
        for (groupNumber, group) in batch.groups.enumerated() {
            // A unit of which everything was refused gets no number.
            var unitNumbers = [UInt32?](repeating: nil, count: group.units.count)
            for index in 0..<group.count {
                guard batch.refused.isEmpty || !batch.refused.contains(first + index) else { continue }
                let place = group.unitIndex[index]
                let unit = unitNumbers[place] ?? units.intern(group.units[place])
                unitNumbers[place] = unit
                let low =
                    switch group.keys {
                    case .periods(let periods): UInt128(periods[index].code)
                    case .events(let events): UInt128(events[index].high) << 64 | UInt128(events[index].low)
                    }
                entries.append(
                    Entry(
                        key: LedgerKey(dataSet: group.dataSet, unit: unit, form: group.form, low: low),
                        batch: number, group: groupNumber, index: index))
            }
            first += group.count
        }
    }

    private mutating func fold(
        _ key: LedgerKey, _ savedAt: Int64, _ content: [UInt8], _ arrival: Arrival,
        _ lookup: borrowing LedgerLookup
    ) throws {
        let activeRow = active[key]
        let storedRow = try activeRow == nil ? stored(key, lookup) : nil
        guard var current = activeRow ?? storedRow else {
            let row = LedgerRow(savedAtMilliseconds: savedAt, arrival: arrival, content: content)
            active.set(key, row, isKnown: false)
            ledgerRows += 1
            try change(key, from: nil, to: row, lookup)
            return
        }
        if current.savedAtMilliseconds == savedAt, current.content == content {
            guard arrival < current.arrival else { return }
            current.arrival = arrival
            active.set(key, current, isKnown: true)
        } else if current.precedes(savedAtMilliseconds: savedAt, content: content) {
            let row = LedgerRow(savedAtMilliseconds: savedAt, arrival: arrival, content: content)
            active.keep(current.revision(of: key), current.arrival)
            active.set(key, row, isKnown: true)
            try change(key, from: current, to: row, lookup)
        } else {
            let row = LedgerRow(savedAtMilliseconds: savedAt, arrival: arrival, content: content)
            active.keep(row.revision(of: key), arrival)
        }
    }

    /// The row under a key that is not in the active overlay.
    private func stored(_ key: LedgerKey, _ lookup: borrowing LedgerLookup) throws -> LedgerRow? {
        if let row = frozen?.overlay[key] { return row }
        return try lookup.row(key, senders: senders)
    }

    /// Takes back what the old report contributed and adds what the new one does.
    private mutating func change(
        _ key: LedgerKey, from old: LedgerRow?, to new: LedgerRow, _ lookup: borrowing LedgerLookup
    ) throws {
        oldContribution.clear()
        guard let plan = plans[key.dataSet] else {
            let change = (new.isRetracted ? 0 : 1) - (old?.isRetracted ?? true ? 0 : 1)
            countUnread(key.dataSet, Int64(change))
            return
        }
        if let old {
            reader.read(
                old.content, period: key.period, plan: plan, combinations: &combinations,
                into: &oldContribution)
        }
        reader.read(
            new.content, period: key.period, plan: plan, combinations: &combinations, into: &newContribution)
        countUnread(key.dataSet, (newContribution.isUnread ? 1 : 0) - (oldContribution.isUnread ? 1 : 0))
        changes.add(oldContribution, of: key, sign: -1)
        changes.add(newContribution, of: key, sign: 1)
        if plan.isCarried, let period = key.period, period.type == plan.base, period.exists {
            try carry(key, period, plan, lookup)
        }
    }

    private mutating func countUnread(_ dataSet: UInt32, _ change: Int64) {
        guard change != 0 else { return }
        let count = (unread[dataSet] ?? 0) + change
        unread[dataSet] = count == 0 ? nil : count
    }

    /// The stocks of the changed report, and what its coming or going trims from or gives back to the one before.
    private mutating func carry(
        _ key: LedgerKey, _ period: Period, _ plan: DataSetPlan, _ lookup: borrowing LedgerLookup
    ) throws {
        let coverage = Coverage(base: plan.base, lookBack: plan.lookBack)
        let reach = coverage.neighbourhood(of: period.index)
        let neighbours = try neighbours(key, plan.base, reach, lookup)
        let next = neighbours.keys.filter { $0 > period.index }.min()
        changes.add(oldContribution.carried, of: key, from: period.index, next: next, coverage, sign: -1)
        changes.add(newContribution.carried, of: key, from: period.index, next: next, coverage, sign: 1)
        guard oldContribution.isPresent != newContribution.isPresent,
            let previous = neighbours.keys.filter({ $0 < period.index }).max(),
            let row = neighbours[previous]
        else { return }
        reader.read(
            row.content, period: Period(type: plan.base, index: previous), plan: plan,
            combinations: &combinations, into: &neighbourContribution)
        let withThis = newContribution.isPresent
        changes.add(
            neighbourContribution.carried, of: key, from: previous, next: withThis ? next : period.index,
            coverage, sign: -1)
        changes.add(
            neighbourContribution.carried, of: key, from: previous, next: withThis ? period.index : next,
            coverage, sign: 1)
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
            if let row = active[key] ?? frozen?.overlay[key] { rows[index] = row }
        }
        return rows.filter { !$0.value.isRetracted }
    }
}

extension LedgerRow {
    fileprivate func revision(of key: LedgerKey) -> Overlay.Revision {
        Overlay.Revision(key: key, savedAtMilliseconds: savedAtMilliseconds, content: content)
    }
}

extension RollupChanges {
    /// What counts in one period alone.
    mutating func add(_ contribution: Contribution, of key: LedgerKey, sign: Int64) {
        for placed in contribution.placed {
            add(key.rollup(placed.period), placed.key, sum: sign * placed.value, count: sign)
        }
    }

    /// What also counts later, in all periods that it covers.
    mutating func add(
        _ carried: [Contribution.Carried], of key: LedgerKey, from period: UInt32, next: UInt32?,
        _ coverage: Coverage, sign: Int64
    ) {
        for value in carried {
            for covered in coverage.periods(from: period, next: next, endsWithYear: value.endsWithYear) {
                add(key.rollup(covered), value.key, sum: sign * value.value, count: sign)
            }
        }
    }
}

extension LedgerKey {
    /// The row of what this report's unit reported itself.
    fileprivate func rollup(_ period: UInt32) -> RollupKey {
        RollupKey(dataSet: dataSet, unit: unit, side: .own, period: period)
    }
}
