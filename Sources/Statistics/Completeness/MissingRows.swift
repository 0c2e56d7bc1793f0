import Catalogue
import Wire

/// The rows of an answer about who has not reported, by form, period and unit.
struct MissingRows: Sendable {
    private(set) var rows: [[ResultTable.Value]] = []
    private(set) var notes: [Names] = []
    /// What came of what was expected, by form and period.
    private(set) var tallies: [MissingTally] = []

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
            guard let reading = reader.reading(dataSet, state) else { continue }
            if let misfit = question.misfit(dataSet, reading.base) {
                guard question.isEverything else {
                    throw QueryError(
                        chinese: "\(misfit.chinese)。请问完整的期",
                        english: "\(misfit.english). Ask for whole periods")
                }
                notes.append(misfit + Names(chinese: "，未列", english: ": left out"))
                continue
            }
            // Nobody wants to read of all the years: what is not asked for is the last period.
            let last = reading.real(0...UInt32.max).map { $0.upperBound...$0.upperBound }
            guard let real = (question.periods?.whole(reading.base) ?? last).flatMap(reading.real) else {
                notes.append(
                    Names(
                        chinese: "\(dataSet.code)：所问各期尚无应报",
                        english: "\(dataSet.code): nothing is expected yet for the periods asked for"))
                continue
            }
            for index in real {
                let period = Period(type: reading.base, index: index)
                let due = reading.deadline.dueDay(of: period)
                var tally = MissingTally(form: reading.form, period: period, dueDay: due)
                for unit in expectations.units(reading.form, places, period) {
                    let found = reading.state(of: state.units.number(of: unit), index, state)
                    tally.states[found, default: 0] += 1
                    guard found != .complete else { continue }
                    add(dataSet, period, unit, found, due: due, reader.today, expectations.registry)
                }
                tallies.append(tally)
            }
        }
        let expected = tallies.reduce(0) { $0 + $1.expected }
        if rows.isEmpty { notes.insert(Self.nobody(expected, question.unit, expectations.registry), at: 0) }
    }

    /// Why there are no rows.
    private static func nobody(_ expected: Int, _ unit: UnitCode?, _ registry: UnitRegistry) -> Names {
        if expected > 0 {
            return Names(
                chinese: "没有漏报：应报的\(expected)份均已报送",
                english: "nobody is missing: all \(expected) reports that were expected came")
        }
        guard let unit, !registry.isRegistered(unit) else {
            return Names(chinese: "没有应报的报表", english: "no report was expected")
        }
        return Names(
            chinese: "没有应报的报表：\(unit) 未登记，代码是否有误？",
            english: "no report was expected: \(unit) is not registered. Is the code right?")
    }

    /// - Parameter due: by the end of which day; since 1970, as `today`.
    private mutating func add(
        _ dataSet: DataSet, _ period: Period, _ unit: UnitCode, _ found: ReturnState, due: Int64,
        _ today: Int64, _ registry: UnitRegistry
    ) {
        // Who has closed since can report for nobody: the unit itself is reminded.
        let deputy = registry.reporter(for: unit, on: period.days.upperBound).flatMap {
            registry.isOpen($0, on: today) ? $0 : nil
        }
        func text(_ value: String?) -> ResultTable.Value { value.map { .text($0) } ?? .none }
        rows.append([
            .text(dataSet.code), .text(period.text), .text(unit.description), .text(DateText.text(day: due)),
            .number(max(0, today - due)), .text(found.rawValue), text(deputy?.description),
            text(deputy.flatMap { registry.name(of: $0) }),
        ])
    }
}
