package import Catalogue
package import Wire

/// Reports as rows of report CSV: what is written here is read back as the same report.
package struct ReportWriting: Sendable {
    private let catalogue: Catalogue
    private let clock: DayClock

    package init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
    }

    /// Every column that reports of certain data sets can have.
    package static func columns(_ dataSets: [DataSet], _ catalogue: Catalogue) -> [String] {
        let categories = dataSets.flatMap { dataSet -> [String] in
            if case .event(let codes) = dataSet.form { codes } else { [] }
        }
        let elements = dataSets.flatMap(\.elements).compactMap { catalogue.element($0) }.filter(\.isSent)
        let values = elements.flatMap { element -> [String] in
            element.categories.reduce([element.code]) { names, category in
                let options = catalogue.category(category)?.options ?? []
                return names.flatMap { name in options.map { "\(name):\($0.code)" } }
            }
        }
        var seen: Set<String> = []
        return (["data_set", "unit", "period", "id", "saved_at", "status"] + categories + values).filter {
            seen.insert($0).inserted
        }
    }

    /// The cells of a row, without its end; columns that the report has nothing for are empty.
    package func row(_ report: Report, columns: [String]) -> [UInt8] {
        Array(columns.map { CSVText.cell(text($0, of: report)) }.joined(separator: ",").utf8)
    }

    private func text(_ column: String, of report: Report) -> String {
        switch column {
        case "data_set": return catalogue.dataSet(id: report.dataSet)?.code ?? ""
        case "unit": return report.unit.description
        case "saved_at": return DateText.text(milliseconds: report.savedAtMilliseconds)
        case "status": return report.status == .retracted ? "retracted" : ""
        case "period":
            if case .period(let period) = report.key { return period.text }
            return report.occurrence.map { DateText.text($0, clock) } ?? ""
        case "id":
            if case .event(let id) = report.key { return id.description }
            return ""
        default: return field(column, of: report)
        }
    }

    /// A category's option or an element's value.
    private func field(_ column: String, of report: Report) -> String {
        if catalogue.category(column) != nil {
            let option = report.options.first { catalogue.category(ofOption: $0)?.code == column }
            return option.flatMap { catalogue.option(id: $0)?.code } ?? ""
        }
        let parts = column.split(separator: ":").map(String.init)
        guard let element = parts.first.flatMap({ catalogue.element($0) }) else { return "" }
        let value = report.values.first { value in
            let codes = value.options.compactMap { catalogue.option(id: $0)?.code }
            return value.element == element.id && Set(codes) == Set(parts.dropFirst())
        }
        switch value?.kind {
        case nil: return ""
        case .day: return DateText.text(.day(value?.value ?? 0), clock)
        case .instant: return DateText.text(.instant(value?.value ?? 0), clock)
        case .integer: return ScaledNumber.text(value?.value ?? 0, scale: element.scale)
        }
    }
}

extension Element {
    /// Derived elements are computed, never sent.
    var isSent: Bool {
        if case .derived = kind { false } else { true }
    }
}
