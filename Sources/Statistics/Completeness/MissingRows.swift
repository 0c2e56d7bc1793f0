import Catalogue
import Wire

/// The rows of an answer about who has not reported, by form, period and unit.
struct MissingRows: Sendable {
    private(set) var rows: [[ResultTable.Value]] = []
    private(set) var notes: [String] = []

    static let columns: [ResultTable.Column] = [
        .init(name: "data_set", kind: .text, chinese: "报表", english: "Form"),
        .init(name: "period", kind: .text, chinese: "期别", english: "Period"),
        .init(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
        .init(name: "due", kind: .text, chinese: "截止日期", english: "Due"),
        .init(name: "days_overdue", kind: .integer, chinese: "逾期天数", english: "Days overdue"),
        .init(name: "state", kind: .text, chinese: "状态", english: "State"),
        .init(name: "reported_by", kind: .text, chinese: "代报单位", english: "Reported by"),
        .init(name: "reported_by.name", kind: .text, chinese: "代报单位名称", english: "Name"),
    ]

    init(
        _ question: CompletenessQuestion, _ reader: CompletenessReader, _ expectations: Expectations,
        _ state: borrowing FoldState
    ) throws(QueryError) {
        let places = expectations.registry.places(below: question.unit)
        for dataSet in question.dataSets {
            guard let form = reader.form(of: dataSet), let base = reader.base(of: dataSet) else { continue }
            if let misfit = question.misfit(dataSet, base) {
                guard question.isEverything else { throw QueryError("\(misfit). Ask for whole periods") }
                notes.append("\(misfit): left out")
                continue
            }
            // Nobody wants to read of all the years: what is not asked for is the last period.
            let last = reader.real(0...UInt32.max, of: form).map { $0.upperBound...$0.upperBound }
            guard let range = question.periods?.whole(base) ?? last, let real = reader.real(range, of: form)
            else {
                notes.append("\(dataSet.code): nothing is expected yet for the periods asked for")
                continue
            }
            for index in real {
                let period = Period(type: base, index: index)
                for unit in expectations.units(form, places, period) {
                    let found = reader.state(of: dataSet, state.units.number(of: unit), index, state)
                    guard found != .complete else { continue }
                    add(dataSet, form, period, unit, found, reader.today, expectations.registry)
                }
            }
        }
    }

    private mutating func add(
        _ dataSet: DataSet, _ form: DataSet, _ period: Period, _ unit: UnitCode, _ found: ReturnState,
        _ today: Int64, _ registry: UnitRegistry
    ) {
        let due = form.deadline?.dueDay(of: period) ?? today
        let deputy = registry.reporter(for: unit, on: period.days.upperBound)
        func text(_ value: String?) -> ResultTable.Value { value.map { .text($0) } ?? .none }
        rows.append([
            .text(dataSet.code), .text(period.text), .text(unit.description), .text(DateText.text(day: due)),
            .number(max(0, today - due)), .text(found.rawValue), text(deputy?.description),
            text(deputy.flatMap { registry.name(of: $0) }),
        ])
    }
}
