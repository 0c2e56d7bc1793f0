internal import Catalogue
internal import Wire

/// Single reports with the catalogue's codes; what it does not know shows its number.
struct ReportTelling: Sendable {
    private let catalogue: Catalogue
    private let clock: DayClock

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
    }

    /// How deep, name, value.
    func lines(_ batch: Batch) -> [(Int, String, String)] {
        var index = 0
        var lines: [(Int, String, String)] = []
        for group in batch.groups {
            let form = group.form == .event ? "event" : "return"
            lines.append(
                (0, "data set \(group.dataSet) \(dataSet(group.dataSet))", "\(form), \(group.count) reports"))
            for place in 0..<group.count {
                let report = group.report(place)
                lines.append((1, "report \(index)", "\(report.unit) \(key(report))"))
                lines += details(report).map { (2, $0.0, $0.1) }
                index += 1
            }
        }
        return lines
    }

    private func details(_ report: Report) -> [(String, String)] {
        var lines = [
            (
                "saved at",
                "\(report.savedAtMilliseconds)  \(DateText.text(milliseconds: report.savedAtMilliseconds))"
            )
        ]
        if report.status == .retracted { lines.append(("status", "retracted")) }
        if let occurrence = report.occurrence { lines.append(("happened", DateText.text(occurrence, clock))) }
        if !report.options.isEmpty { lines.append(("options", options(report.options))) }
        for value in report.values {
            let code = catalogue.element(id: value.element)?.code ?? "?"
            let disaggregation = value.options.isEmpty ? "" : " [\(options(value.options))]"
            lines.append(("\(value.element) \(code)\(disaggregation)", text(value)))
        }
        return lines
    }

    private func dataSet(_ id: UInt32) -> String { catalogue.dataSet(id: id)?.code ?? "?" }

    private func key(_ report: Report) -> String {
        switch report.key {
        case .period(let period): period.text
        case .event(let id): id.description
        }
    }

    private func options(_ ids: [UInt32]) -> String {
        ids.map { "\($0) \(catalogue.option(id: $0)?.code ?? "?")" }.joined(separator: ", ")
    }

    private func text(_ value: ReportValue) -> String {
        switch value.kind {
        case .integer: "\(value.value)"
        case .day: DateText.text(.day(value.value), clock)
        case .instant: DateText.text(.instant(value.value), clock)
        }
    }
}
