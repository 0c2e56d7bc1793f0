import Wire

extension FormRules {
    /// The numbers that may stand in a field without fault: an element's bounds, for dates in days or seconds.
    func bounds(_ slot: Shape.Slot) -> ClosedRange<Int64> {
        guard let element = ids.catalogue.element(id: slot.element) else { return 0...0 }
        guard slot.kind != .integer else { return element.bounds }
        let instants = element.bounds.clamped(to: clock.reportableSeconds)
        guard slot.kind == .day else { return instants }
        // A day counts as its first second. The loader keeps a date's bounds two days apart, so that one fits.
        let first = clock.day(ofSeconds: instants.lowerBound)
        let startsInside = clock.seconds(day: first, secondOfDay: 0) >= instants.lowerBound
        return (startsInside ? first : first + 1)...clock.day(ofSeconds: instants.upperBound)
    }

    /// `COV_TOTAL:park is 30000, expected 0 to 20000`
    func outOfBounds(_ slot: Shape.Slot, _ value: Int64) -> Fault {
        let catalogue = ids.catalogue
        let code = catalogue.element(id: slot.element)?.code ?? "element \(slot.element)"
        let options = slot.options.compactMap { catalogue.option(id: $0)?.code }
        let range = bounds(slot)
        let field = ([code] + options).joined(separator: ":")
        let (lowest, highest) = (shown(range.lowerBound, slot), shown(range.upperBound, slot))
        return Fault(
            .outOfBounds, chinese: "\(field) 为 \(shown(value, slot))，应为 \(lowest) 至 \(highest)",
            english: "\(field) is \(shown(value, slot)), expected \(lowest) to \(highest)")
    }

    private func shown(_ value: Int64, _ slot: Shape.Slot) -> String {
        switch slot.kind {
        case .integer:
            DecimalText.text(value, scale: ids.catalogue.element(id: slot.element)?.scale ?? 0)
        case .day:
            CivilDate.reportableDays.contains(value) ? DateText.text(day: value) : "day \(value) since 1970"
        case .instant:
            clock.reportableSeconds.contains(value)
                ? DateText.text(seconds: value, clock) : "second \(value) since 1970"
        }
    }
}
