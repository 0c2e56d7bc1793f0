import Wire

extension FoldState {
    /// Folds a micro-batch and moves the positions.
    mutating func apply(_ batches: [JournaledBatch], _ lookup: borrowing LedgerLookup) throws {
        let batch = MicroBatch(batches, units: &units, senders: &senders)
        var plan: DataSetPlan?
        for (index, report) in batch.reports.enumerated() {
            if index == 0 || report.key.dataSet != batch.reports[index - 1].key.dataSet {
                plan = plans[report.key.dataSet]
            }
            try fold(report, batch.bytes, plan, lookup)
        }
        if changes.isFull { settle() }
        for batch in batches { positions[batch.mark.at.journal] = batch.mark }
        hasMoved = hasMoved || !batches.isEmpty
    }

    /// - Parameter bytes: the micro-batch's.
    private mutating func fold(
        _ report: MicroBatch.Report, _ bytes: [UInt8], _ plan: DataSetPlan?, _ lookup: borrowing LedgerLookup
    ) throws {
        let hash = report.key.hash
        guard try findCurrent(report.key, hash, lookup) else {
            filter?.insert(hash)
            active.set(report.key, hash: hash, report.row, of: bytes, isKnown: false)
            ledgerRows += 1
            return try change(report, bytes, from: nil, plan, lookup)
        }
        var contentStart = 0
        let header = try LedgerHeader(current.span, at: &contentStart)
        let newHeader = try report.header(bytes)
        let old = current[contentStart...]
        let new = bytes[report.content]
        if header.savedAtMilliseconds == newHeader.savedAtMilliseconds, old.elementsEqual(new) {
            guard arrival(newHeader) < arrival(header) else { return }
            active.set(report.key, hash: hash, report.row, of: bytes, isKnown: true)
        } else if header.savedAtMilliseconds < newHeader.savedAtMilliseconds
            || header.savedAtMilliseconds == newHeader.savedAtMilliseconds
                && old.lexicographicallyPrecedes(new)
        {
            active.keep(report.key, current[...])
            active.set(report.key, hash: hash, report.row, of: bytes, isKnown: true)
            try change(report, bytes, from: contentStart..<current.count, plan, lookup)
        } else {
            active.keep(report.key, bytes[report.row])
        }
    }

    private func arrival(_ header: LedgerHeader) -> Arrival {
        Arrival(
            milliseconds: header.arrivalMilliseconds, sender: senders.values[Int(header.senderNumber)])
    }

    /// Copies the row under a key into `current`; false where there is none.
    private mutating func findCurrent(
        _ key: LedgerKey, _ hash: UInt64, _ lookup: borrowing LedgerLookup
    ) throws -> Bool {
        if let filter, !filter.mayHold(hash) { return false }
        current.removeAll(keepingCapacity: true)
        if let range = active.range(of: key, hash: hash) {
            current.append(contentsOf: active.bytes[range])
        } else if let frozen, let range = frozen.overlay.range(of: key, hash: hash) {
            current.append(contentsOf: frozen.overlay.bytes[range])
        } else {
            return try lookup.copyRow(key, to: &current)
        }
        return true
    }

    /// Takes back what the old report contributed and adds what the new one does.
    ///
    /// - Parameters:
    ///   - bytes: of the new report.
    ///   - old: where the old report's content lies in `current`; `nil` where there was none.
    private mutating func change(
        _ report: MicroBatch.Report, _ bytes: [UInt8], from old: Range<Int>?, _ plan: DataSetPlan?,
        _ lookup: borrowing LedgerLookup
    ) throws {
        let key = report.key
        guard let plan else {
            let isOld = old.map { !current.isRetracted(at: $0) } ?? false
            countUnread(key.dataSet, (bytes.isRetracted(at: report.content) ? 0 : 1) - (isOld ? 1 : 0))
            return
        }
        oldContribution.clear()
        if let old {
            reader.read(
                old, of: current, period: key.period, plan: plan, combinations: &combinations,
                into: &oldContribution)
        }
        reader.read(
            report.content, of: bytes, period: key.period, plan: plan, combinations: &combinations,
            into: &newContribution)
        countUnread(key.dataSet, (newContribution.isUnread ? 1 : 0) - (oldContribution.isUnread ? 1 : 0))
        changes.replace(oldContribution, by: newContribution, of: key, today: today)
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
            row.content.indices, of: row.content, period: Period(type: plan.base, index: previous),
            plan: plan,
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
            let row = try active.row(key, senders: senders) ?? frozen?.overlay.row(key, senders: senders)
            if let row { rows[index] = row }
        }
        return rows.filter { !$0.value.isRetracted }
    }
}

extension RollupChanges {
    /// What counts in one period alone, now or when its day has ended.
    mutating func add(
        _ placed: ArraySlice<Contribution.Placed>, of key: LedgerKey, sign: Int64, today: Int64
    ) {
        for placed in placed {
            let isWaiting = placed.day >= today
            add(
                key.rollup(placed.period, isWaiting ? placed.column.waiting : placed.column),
                isWaiting ? CellKey(combination: placed.key.combination, day: placed.day) : placed.key,
                sum: sign * placed.value, count: sign)
        }
    }

    /// An amendment repeats most of what it amends, and what it repeats needs no change.
    mutating func replace(_ old: Contribution, by new: Contribution, of key: LedgerKey, today: Int64) {
        var same = 0
        while same < min(old.placed.count, new.placed.count), old.placed[same] == new.placed[same] {
            same += 1
        }
        add(old.placed[same...], of: key, sign: -1, today: today)
        add(new.placed[same...], of: key, sign: 1, today: today)
    }

    /// What also counts later, in all periods that it covers.
    mutating func add(
        _ carried: [Contribution.Carried], of key: LedgerKey, from period: UInt32, next: UInt32?,
        _ coverage: Coverage, sign: Int64
    ) {
        for value in carried {
            for covered in coverage.periods(from: period, next: next, endsWithYear: value.endsWithYear) {
                add(key.rollup(covered, value.column), value.key, sum: sign * value.value, count: sign)
            }
        }
        // Answers say where something stands from before: how many values there are does not tell.
        for (endsWithYear, column) in [
            (false, RollupKey.Column.standingStocks), (true, RollupKey.Column.standingTotals),
        ] where carried.contains(where: { $0.endsWithYear == endsWithYear }) {
            for covered in coverage.periods(from: period, next: next, endsWithYear: endsWithYear)
            where covered != period {
                add(key.rollup(covered, column), .total, sum: sign, count: sign)
            }
        }
    }
}

extension LedgerKey {
    /// The row of what this report's unit reported itself.
    fileprivate func rollup(_ period: UInt32, _ column: RollupKey.Column) -> RollupKey {
        RollupKey(dataSet: dataSet, unit: unit, side: .own, period: period, column: column)
    }
}

extension [UInt8] {
    /// - Parameter content: where a report's canonical content lies.
    fileprivate func isRetracted(at content: Range<Int>) -> Bool {
        self[content].first == Report.Status.retracted.rawValue
    }
}
