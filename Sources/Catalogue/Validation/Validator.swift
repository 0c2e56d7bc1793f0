package import Wire

/// Says which reports of a group are not accepted, and why: on arrival at a collector and, the same, before sending.
///
/// Whether a report is refused depends on it alone, on the catalogue, the clock and the sender's subtree. A report gets
/// one refusal: the first found in the order data set, form, unit, subtree, period, occurrence, the report's options,
/// its fields (element, kind, options), the time it was saved at, whether its period had begun then, the values' bounds, the
/// clock. What depends on the
/// catalogue is done once for each unit, option list and shape of the group, and only comparisons for each report.
package struct Validator: Sendable {
    let catalogue: Catalogue
    let clock: DayClock

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
    }

    /// - Parameters:
    ///   - firstIndex: the index in the batch of the group's first report.
    ///   - nowMilliseconds: the clock, in milliseconds since 1970.
    ///   - subtree: the unit at or below which the sender may report; `nil` for everywhere.
    ///   - peerCatalogueIsNewer: an id that is not known here may be known there, so its refusal is retryable.
    ///   - languages: in which the messages are.
    package func refusals(
        in group: ReportGroup, firstIndex: Int, nowMilliseconds: Int64, subtree: UnitCode?,
        peerCatalogueIsNewer: Bool, languages: [Language] = [.english]
    ) -> [Refusal] {
        let ids = IDRules(catalogue: catalogue, peerIsNewer: peerCatalogueIsNewer)
        let dataSet: DataSet
        switch ids.dataSet(group) {
        case .failure(let fault):
            return group.savedAtMilliseconds.indices.map {
                refusal(of: $0, in: group, firstIndex, fault, languages)
            }
        case .success(let found): dataSet = found
        }
        let unitRules = UnitRules(dataSet, catalogue.levels, subtree: subtree)
        let form = FormRules(dataSet, ids, clock)
        let units = group.units.map(unitRules.fault)
        let options = group.optionLists.map(form.fault)
        let shapes = group.shapes.map { ShapeRules($0, form) }
        let latest = nowMilliseconds + Self.clockToleranceMilliseconds
        var refusals: [Refusal] = []
        for index in 0..<group.count {
            let shape = group.shapeIndex[index]
            if let fault = units[group.unitIndex[index]]
                ?? form.periodFault(group.keys, index)
                ?? shapes[shape].occurrenceFault(group.occurrences[index])
                ?? options[group.optionIndex[index]]
                ?? shapes[shape].fault
                ?? savedAtFault(group.savedAtMilliseconds[index])
                ?? form.foresightFault(group, index)
                ?? boundsFault(index, in: group, shapes[shape], form)
                ?? clockFault(group.savedAtMilliseconds[index], latest: latest, now: nowMilliseconds)
            {
                refusals.append(refusal(of: index, in: group, firstIndex, fault, languages))
            }
        }
        return refusals
    }

    private func savedAtFault(_ milliseconds: Int64) -> Fault? {
        guard !Self.savedAtRange.contains(milliseconds) else { return nil }
        return Fault(
            .outOfBounds, chinese: "saved_at 为 1970 年起 \(milliseconds) 毫秒，应在 1970 至 2199 年之间",
            english: "saved_at is \(milliseconds) ms since 1970, expected a time in 1970 to 2199")
    }

    private func boundsFault(_ index: Int, in group: ReportGroup, _ shape: ShapeRules, _ form: FormRules)
        -> Fault?
    {
        let start = group.valueStart[index]
        guard let slot = shape.slotOutOfBounds(group.values, from: start) else { return nil }
        return form.outOfBounds(group.shape(index).slots[slot], group.values[start + slot])
    }

    private func clockFault(_ milliseconds: Int64, latest: Int64, now: Int64) -> Fault? {
        guard milliseconds > latest else { return nil }
        let (saved, clock) = (DateText.text(milliseconds: milliseconds), DateText.text(milliseconds: now))
        return Fault(
            .clockAhead, chinese: "saved_at 为 \(saved)，最多应比此处时钟 \(clock) 晚十分钟",
            english: "saved_at is \(saved), expected at most ten minutes after \(clock), the clock here")
    }

    private func refusal(
        of index: Int, in group: ReportGroup, _ firstIndex: Int, _ fault: Fault, _ languages: [Language]
    ) -> Refusal {
        let dataSet = catalogue.dataSet(id: group.dataSet)?.code ?? "data set \(group.dataSet)"
        let key =
            switch group.key(index) {
            case .period(let period): period.text
            case .event(let id): id.description
            }
        return Refusal(
            index: firstIndex + index, outcome: fault.outcome,
            message: "\(dataSet) \(group.unit(index).printable) \(key): \(fault.message.sentences(languages))"
        )
    }

    package static let clockToleranceMilliseconds: Int64 = 600_000
    /// 1970-01-01T00:00:00.000Z to 2199-12-31T23:59:59.999Z.
    private static let savedAtRange: ClosedRange<Int64> = 0...7_258_118_399_999
}
