import Wire

/// The reports that are folded together: written one behind the other as ledger rows, sorted by key, so that everything
/// under one key comes together and neighbours in the store are looked up one after another.
struct MicroBatch {
    struct Report {
        let key: LedgerKey
        /// Where its ledger row lies in `bytes`, and the content within.
        let row: Range<Int>
        let contentStart: Int

        var content: Range<Int> { contentStart..<row.upperBound }

        /// - Parameter bytes: the micro-batch's.
        func header(_ bytes: [UInt8]) throws(WireError) -> LedgerHeader {
            var position = row.lowerBound
            return try LedgerHeader(bytes.span, at: &position)
        }
    }

    private(set) var reports: [Report] = []
    private(set) var bytes: [UInt8] = []

    /// Leaves out what the collector refused.
    init(_ batches: [JournaledBatch], units: inout UnitTree, senders: inout Numbering<[UInt8]>) {
        reports.reserveCapacity(batches.reduce(0) { $0 + $1.groups.reduce(0) { $0 + $1.count } })
        for batch in batches {
            let sender = senders.intern(batch.sender)
            var first = 0
            for group in batch.groups {
                append(group, first, batch, sender, &units)
                first += group.count
            }
        }
        reports.sort { $0.key < $1.key }
    }

    /// - Parameter first: the index of the group's first report in its batch.
    private mutating func append(
        _ group: ReportGroup, _ first: Int, _ batch: JournaledBatch, _ sender: UInt32, _ units: inout UnitTree
    ) {
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
            let header = LedgerHeader(
                savedAtMilliseconds: group.savedAtMilliseconds[index],
                arrivalMilliseconds: batch.receivedAtMilliseconds, senderNumber: sender)
            let start = bytes.count
            header.append(to: &bytes)
            let contentStart = bytes.count
            group.appendContent(of: index, to: &bytes)
            reports.append(
                Report(
                    key: LedgerKey(dataSet: group.dataSet, unit: unit, form: group.form, low: low),
                    row: start..<bytes.count, contentStart: contentStart))
        }
    }
}
