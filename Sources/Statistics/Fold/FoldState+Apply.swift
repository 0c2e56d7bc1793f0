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
            try change(report, bytes, from: nil, plan, lookup)
            try time(report, bytes, outdoing: nil, plan)
            return
        }
        var contentStart = 0
        let header = try LedgerHeader(current.span, at: &contentStart)
        let newHeader = try report.header(bytes)
        let old = current[contentStart...]
        let new = bytes[report.content]
        if header.savedAtMilliseconds == newHeader.savedAtMilliseconds, old.elementsEqual(new) {
            guard arrival(newHeader) < arrival(header) else { return }
            active.set(report.key, hash: hash, report.row, of: bytes, isKnown: true)
            advance(report, bytes, from: header, to: newHeader, plan)
        } else if header.savedAtMilliseconds < newHeader.savedAtMilliseconds
            || header.savedAtMilliseconds == newHeader.savedAtMilliseconds
                && old.lexicographicallyPrecedes(new)
        {
            active.keep(report.key, current[...])
            active.set(report.key, hash: hash, report.row, of: bytes, isKnown: true)
            try change(report, bytes, from: contentStart..<current.count, plan, lookup)
            try time(report, bytes, outdoing: header, plan)
        } else {
            active.keep(report.key, bytes[report.row])
            note(report, bytes, newHeader, outdoneBy: contentStart..<current.count, header, plan)
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
}

extension RollupChanges {
    /// What counts in one period alone, now or when its day has ended.
    mutating func add(
        _ placed: ArraySlice<Contribution.Placed>, of key: LedgerKey, sign: Int64, today: Int64
    ) {
        for placed in placed {
            let isWaiting = placed.day >= today
            let group = placed.column.group
            add(
                key.rollup(placed.period, isWaiting ? group.waiting : group),
                isWaiting ? CellKey(combination: placed.key.combination, day: placed.day) : placed.key,
                lane: placed.column.lane, sum: sign * placed.value, count: sign)
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
}

extension LedgerKey {
    /// The row of what this report's unit reported itself.
    func rollup(_ period: UInt32, _ group: RollupKey.Group) -> RollupKey {
        RollupKey(dataSet: dataSet, unit: unit, side: .own, period: period, group: group)
    }
}

extension [UInt8] {
    /// - Parameter content: where a report's canonical content lies.
    fileprivate func isRetracted(at content: Range<Int>) -> Bool {
        self[content].first == Report.Status.retracted.rawValue
    }
}
