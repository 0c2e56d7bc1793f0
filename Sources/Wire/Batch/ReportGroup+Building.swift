extension ReportGroup {
    /// - Precondition: at least one report; all of one data set and one form, options and values in canonical order.
    public init(_ reports: some Collection<Report>) {
        guard let first = reports.first else { preconditionFailure("a group holds at least one report") }
        var columns = Columns(dataSet: first.dataSet, form: first.form)
        for report in reports { columns.append(report) }
        self = columns.group
    }

    /// A group that grows report by report.
    struct Columns {
        private let dataSet: UInt32
        private let form: Report.Form
        private var periods: [Period] = []
        private var events: [EventID] = []
        private var savedAtMilliseconds: [Int64] = []
        private var units = Numbering<UnitCode>()
        private var unitIndex: [Int] = []
        private var shapes = Numbering<Shape>()
        private var shapeIndex: [Int] = []
        private var optionLists = Numbering<[UInt32]>()
        private var optionIndex: [Int] = []
        private var occurrences: [Int64] = []
        private var values: [Int64] = []
        private var valueStart = [0]

        init(dataSet: UInt32, form: Report.Form) {
            self.dataSet = dataSet
            self.form = form
        }

        func takes(_ report: Report) -> Bool { report.dataSet == dataSet && report.form == form }

        mutating func append(_ report: Report) {
            precondition(takes(report), "a group has one data set")
            switch report.key {
            case .period(let period): periods.append(period)
            case .event(let event): events.append(event)
            }
            savedAtMilliseconds.append(report.savedAtMilliseconds)
            unitIndex.append(units.number(report.unit))
            shapeIndex.append(shapes.number(of: report))
            optionIndex.append(optionLists.number(report.options))
            switch report.occurrence {
            case nil: occurrences.append(0)
            case .day(let days): occurrences.append(days)
            case .instant(let seconds): occurrences.append(seconds)
            }
            for value in report.values { values.append(value.value) }
            valueStart.append(values.count)
        }

        /// - Precondition: at least one report.
        var group: ReportGroup {
            // Ascending in the group, by appearance until here.
            let order = units.values.indices.sorted { units.values[$0] < units.values[$1] }
            var ranks = [Int](repeating: 0, count: order.count)
            for (rank, number) in order.enumerated() { ranks[number] = rank }
            return ReportGroup(
                dataSet: dataSet, keys: form == .periodic ? .periods(periods) : .events(events),
                savedAtMilliseconds: savedAtMilliseconds, units: order.map { units.values[$0] },
                unitIndex: unitIndex.map { ranks[$0] }, shapes: shapes.values, shapeIndex: shapeIndex,
                optionLists: optionLists.values, optionIndex: optionIndex, occurrences: occurrences,
                values: values, valueStart: valueStart)
        }
    }
}

extension Array where Element == Report {
    /// The reports as groups, in their order: a new group begins where the data set or the form changes.
    public var groups: [ReportGroup] {
        guard let first else { return [] }
        var groups: [ReportGroup] = []
        var columns = ReportGroup.Columns(dataSet: first.dataSet, form: first.form)
        for report in self {
            if !columns.takes(report) {
                groups.append(columns.group)
                columns = ReportGroup.Columns(dataSet: report.dataSet, form: report.form)
            }
            columns.append(report)
        }
        groups.append(columns.group)
        return groups
    }
}
