import Wire

/// What one shape of reports asks of the numbers in them: worked out once, then only ranges are compared.
struct ShapeRules {
    /// What is wrong with every report of the shape.
    let fault: Fault?
    private let missingOccurrence: Fault?
    /// `nil` where reports of the shape have no occurrence.
    private let occurrences: ClosedRange<Int64>?
    /// What is permitted in the bytes, one range for each slot; empty where the shape itself is at fault.
    let bounds: [ClosedRange<Int64>]

    init(_ shape: Shape, _ form: FormRules) {
        missingOccurrence = Self.missing(shape, form)
        occurrences =
            switch shape.occurrence {
            case .none: nil
            case .day: CivilDate.reportableDays
            case .instant: form.clock.reportableSeconds
            }
        fault = shape.slots.lazy.compactMap(form.fault).first
        bounds = fault == nil ? shape.slots.map(form.bounds) : []
    }

    func occurrenceFault(_ value: Int64) -> Fault? {
        if let missingOccurrence { return missingOccurrence }
        guard let occurrences, !occurrences.contains(value) else { return nil }
        return Fault(
            .badOccurrence, chinese: "发生时间不在 1970 至 2199 年之间，应在其间",
            english: "it happened at a time that is not in 1970 to 2199, expected one that is")
    }

    /// The first slot whose value, in the column from a position on, is not permitted.
    func slotOutOfBounds(_ values: [Int64], from start: Int) -> Int? {
        bounds.indices.first { !bounds[$0].contains(values[start + $0]) }
    }

    private static func missing(_ shape: Shape, _ form: FormRules) -> Fault? {
        switch (form.isEvent, shape.occurrence) {
        case (true, .none) where shape.status == .values:
            Fault(
                .badOccurrence, chinese: "没有发生时间，应为日期或日期加时间",
                english: "says not when it happened, expected a date or a date with a time")
        case (false, .day), (false, .instant):
            Fault(
                .badOccurrence, chinese: "带有发生时间，定期报表应只有报告期",
                english: "says when it happened, expected only the period of a return")
        default: nil
        }
    }
}

extension DayClock {
    /// The instants that lie on a day of 1970 to 2199.
    var reportableSeconds: ClosedRange<Int64> {
        let days = CivilDate.reportableDays
        return seconds(day: days.lowerBound, secondOfDay: 0)...seconds(
            day: days.upperBound + 1, secondOfDay: 0) - 1
    }
}
