import Catalogue
import Wire

/// A report in the words of a list: which one it is, and what it says.
struct ReportTelling {
    private let catalogue: Catalogue
    private let clock: DayClock

    init(_ catalogue: Catalogue) {
        self.catalogue = catalogue
        clock = DayClock(catalogue.timeZone)
    }

    /// The columns that name a report: form, unit, period or id.
    static let columns: [ResultTable.Column] = [
        .init(name: "data_set", kind: .text, chinese: "报表", english: "Form"),
        .init(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
        .init(name: "key", kind: .text, chinese: "期间或编号", english: "Period or id"),
    ]

    func name(_ dataSet: DataSet, _ unit: UnitCode, _ key: Report.Key) -> [ResultTable.Value] {
        let text =
            switch key {
            case .period(let period): period.exists ? period.text : "\(period.code)"
            case .event(let id): id.description
            }
        return [.text(dataSet.code), .text(unit.description), .text(text)]
    }

    /// `2026-03-15 urgency=acute CP_FILED=1`, `COV_TOTAL:park=12`; `retracted`.
    func content(_ report: Report) -> String {
        guard report.status == .values else { return "retracted" }
        let day = report.occurrence.map { [DateText.text($0, clock)] } ?? []
        let words = day + report.options.map(option) + report.values.map(cell)
        return words.isEmpty ? "no values" : words.joined(separator: " ")
    }

    /// `domain=park,urgency=acute`; empty where there is none.
    func options(_ ids: [UInt32]) -> String { ids.map(option).joined(separator: ",") }

    private func option(_ id: UInt32) -> String {
        guard let option = catalogue.option(id: id), let category = catalogue.category(ofOption: id) else {
            return "option-\(id)"
        }
        return "\(category.code)=\(option.code)"
    }

    /// As report CSV names the column.
    private func cell(_ value: ReportValue) -> String {
        let element = catalogue.element(id: value.element)
        let options = value.options.map { catalogue.option(id: $0)?.code ?? "option-\($0)" }
        let name = ([element?.code ?? "element-\(value.element)"] + options).joined(separator: ":")
        return "\(name)=\(text(value, scale: element?.scale ?? 0))"
    }

    func text(_ value: ReportValue, scale: Int) -> String {
        switch value.kind {
        case .integer: DecimalText.text(value.value, scale: scale)
        case .day: DateText.text(.day(value.value), clock)
        case .instant: DateText.text(.instant(value.value), clock)
        }
    }

    func text(_ occurrence: Report.Occurrence) -> String { DateText.text(occurrence, clock) }

    static func hexadecimal(_ sender: [UInt8]) -> String {
        sender.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
