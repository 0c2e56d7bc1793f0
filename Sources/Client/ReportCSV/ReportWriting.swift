package import Catalogue
package import Wire

/// Reports as rows of report CSV: what is written here is read back as the same report. What each column means is
/// worked out once, not for each row.
package struct ReportWriting: Sendable {
    private enum Column: Sendable {
        case dataSet, unit, period, id, savedAt, status, empty
        /// Codes of the category's options, by id.
        case category([UInt32: String])
        case value(element: UInt32, options: [UInt32], scale: Int)
    }

    private let catalogue: Catalogue
    private let columns: [Column]
    private let clock: DayClock

    /// - Parameter columns: names as in a header; one that the catalogue does not know stays empty.
    package init(_ catalogue: Catalogue, columns: [String]) {
        self.catalogue = catalogue
        self.columns = columns.map { Self.column($0, catalogue) }
        clock = DayClock(catalogue.timeZone)
    }

    /// Every column that reports of certain data sets can have.
    package static func columns(_ dataSets: [DataSet], _ catalogue: Catalogue) -> [String] {
        let categories = dataSets.flatMap { dataSet -> [String] in
            if case .event(let codes) = dataSet.form { codes } else { [] }
        }
        let elements = dataSets.flatMap(\.elements).compactMap { catalogue.element($0) }.filter {
            !$0.isDerived
        }
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

    private static func column(_ name: String, _ catalogue: Catalogue) -> Column {
        switch name {
        case "data_set": return .dataSet
        case "unit": return .unit
        case "period": return .period
        case "id": return .id
        case "saved_at": return .savedAt
        case "status": return .status
        default: break
        }
        if let category = catalogue.category(name) {
            return .category(Dictionary(uniqueKeysWithValues: category.options.map { ($0.id, $0.code) }))
        }
        let parts = name.split(separator: ":").map(String.init)
        guard let element = parts.first.flatMap({ catalogue.element($0) }) else { return .empty }
        let options = zip(parts.dropFirst(), element.categories).compactMap { code, category in
            catalogue.category(category)?.options.first { $0.code == code }?.id
        }
        return .value(element: element.id, options: options.sorted(), scale: element.scale)
    }

    /// The cells of a row, without its end; columns that the report has nothing for are empty.
    package func row(_ report: Report) -> [UInt8] {
        Array(texts(report).map(CSVText.cell).joined(separator: ",").utf8)
    }

    /// A text for each column.
    package func texts(_ report: Report) -> [String] { columns.map { text($0, of: report) } }

    /// False where the report has an option, a value or a data set that no column can show.
    package func showsAll(of report: Report) -> Bool {
        var shown = 0
        for column in columns {
            switch column {
            case .category(let codes): shown += report.options.contains { codes[$0] != nil } ? 1 : 0
            case .value(let element, let options, _):
                shown += Self.value(element, options, of: report) == nil ? 0 : 1
            case .dataSet, .unit, .period, .id, .savedAt, .status, .empty: break
            }
        }
        return shown == report.options.count + report.values.count
            && catalogue.dataSet(id: report.dataSet) != nil
    }

    private func text(_ column: Column, of report: Report) -> String {
        switch column {
        case .empty: return ""
        case .dataSet: return catalogue.dataSet(id: report.dataSet)?.code ?? ""
        case .unit: return report.unit.description
        case .savedAt: return DateText.text(milliseconds: report.savedAtMilliseconds)
        case .status: return report.status == .retracted ? "retracted" : ""
        case .period:
            if case .period(let period) = report.key { return period.text }
            return report.occurrence.map { DateText.text($0, clock) } ?? ""
        case .id:
            if case .event(let id) = report.key { return id.description }
            return ""
        case .category(let codes):
            return report.options.lazy.compactMap { codes[$0] }.first ?? ""
        case .value(let element, let options, let scale):
            return Self.value(element, options, of: report).map { text($0, scale) } ?? ""
        }
    }

    private static func value(_ element: UInt32, _ options: [UInt32], of report: Report) -> ReportValue? {
        report.values.first { $0.element == element && $0.options == options }
    }

    private func text(_ value: ReportValue, _ scale: Int) -> String {
        switch value.kind {
        case .day: DateText.text(.day(value.value), clock)
        case .instant: DateText.text(.instant(value.value), clock)
        case .integer: ScaledNumber.text(value.value, scale: scale)
        }
    }
}
