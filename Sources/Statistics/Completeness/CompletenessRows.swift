import Catalogue
import Wire

/// The rows of an answer about who has reported.
struct CompletenessRows: Sendable {
    private(set) var rows: [[ResultTable.Value]] = []
    private(set) var notes: [Names] = []

    static func columns(_ question: CompletenessQuestion) -> [ResultTable.Column] {
        func count(_ name: String, _ chinese: String, _ english: String) -> ResultTable.Column {
            .init(name: name, kind: .integer, chinese: chinese, english: english)
        }
        func rate(_ name: String, _ chinese: String, _ english: String) -> ResultTable.Column {
            .init(name: name, kind: .decimal(scale: 4, isPercent: true), chinese: chinese, english: english)
        }
        return [.init(name: "data_set", kind: .text, chinese: "报表", english: "Form")]
            + question.dimensions.map(\.column) + [
                count("expected", "应报", "Expected"), count("actual", "实报", "Actual"),
                count("partial", "缺项", "Partial"), count("on_time", "按时", "On time"),
                count("on_time.standing", "现行版本按时", "On time as it stands"),
                count("unexpected", "应报之外", "Beyond expected"),
                count("disagreeing", "与事件不符", "Disagreeing with events"),
                rate("reporting_rate", "报送率", "Reporting rate"), rate("on_time_rate", "按时率", "On-time rate"),
            ]
    }

    init(
        _ question: CompletenessQuestion, _ reader: CompletenessReader, _ state: borrowing FoldState
    ) throws(QueryError) {
        let units = ReportingUnits(question.unit, question.level, reader, state).all
        for dataSet in question.dataSets {
            guard let reading = reader.reading(dataSet, state) else { continue }
            if let misfit = question.misfit(dataSet, reading.base) {
                guard question.isEverything else {
                    throw QueryError(
                        chinese: "\(misfit.chinese)。请问更长的或完整的期",
                        english: "\(misfit.english). Ask for longer or whole periods")
                }
                notes.append(misfit + Names(chinese: "，未列", english: ": left out"))
                continue
            }
            guard let range = question.periods?.whole(reading.base) ?? reading.reported else {
                if !question.isEverything {
                    notes.append(
                        Names(
                            chinese: "\(dataSet.code)：尚无人填报。用 --period 指定一期，可看应由谁填报",
                            english:
                                "\(dataSet.code): nobody has reported it yet. Name a --period to see who is expected to"
                        ))
                }
                continue
            }
            note(dataSet, range, reading)
            guard let real = reading.real(range) else { continue }
            let outputs = Self.outputs(real, reading.base, question.periodTypes)
            for unit in units {
                add(question, dataSet, reading, unit, real, outputs, state)
            }
        }
    }

    /// Periods that are not over are said to be, and have no row.
    private mutating func note(
        _ dataSet: DataSet, _ range: ClosedRange<UInt32>, _ reading: FormReading
    ) {
        let first = reading.real(range).map { $0.upperBound + 1 } ?? range.lowerBound
        guard first <= range.upperBound else { return }
        let text = Period(type: reading.base, index: first).text
        notes.append(
            reading.deadline.from == .start
                ? Names(
                    chinese: "\(dataSet.code)：\(text) 尚未开始，此后各期不计应报",
                    english: "\(dataSet.code): \(text) has not begun; nothing is expected from then on")
                : Names(
                    chinese: "\(dataSet.code)：\(text) 尚未结束，结束后计入",
                    english: "\(dataSet.code): \(text) is not over; it counts once it is"))
    }

    /// The base periods of each combination of period columns.
    private static func outputs(
        _ range: ClosedRange<UInt32>, _ base: PeriodType, _ types: [PeriodType]
    ) -> [(output: [Period], periods: ClosedRange<UInt32>)] {
        guard !types.isEmpty else { return [([], range)] }
        var outputs: [(output: [Period], periods: ClosedRange<UInt32>)] = []
        for index in range {
            let output = types.compactMap { Period(type: base, index: index).enclosing($0) }
            if let last = outputs.last, last.output == output {
                outputs[outputs.count - 1].periods = last.periods.lowerBound...index
            } else {
                outputs.append((output, index...index))
            }
        }
        return outputs
    }

    /// The rows of one unit.
    ///
    /// - Parameter real: all periods of the outputs.
    private mutating func add(
        _ question: CompletenessQuestion, _ dataSet: DataSet, _ reading: FormReading, _ unit: ReportingUnit,
        _ real: ClosedRange<UInt32>, _ outputs: [(output: [Period], periods: ClosedRange<UInt32>)],
        _ state: borrowing FoldState
    ) {
        let due = reading.due(unit)
        guard due?.isNobody == false || unit.number != nil else { return }
        let unexpected = reading.unexpected(unit, real, state)
        for (output, periods) in outputs {
            let expected = due.map { reading.expected($0, periods) }
            let found = reading.read(unit, periods, state)
            guard expected ?? 0 > 0 || found.isAny else { continue }
            let others = unexpected.map { counts in
                counts.reduce(Int64(0)) { periods.contains($1.key) ? $0 + $1.value : $0 }
            }
            rows.append(
                Self.names(question, dataSet, unit, output)
                    + Self.numbers(expected, found, unexpected: others))
        }
    }

    private static func names(
        _ question: CompletenessQuestion, _ dataSet: DataSet, _ unit: ReportingUnit, _ output: [Period]
    ) -> [ResultTable.Value] {
        var values: [ResultTable.Value] = [.text(dataSet.code)]
        var times = output[...]
        for dimension in question.dimensions {
            switch dimension {
            case .unit: values.append(.text(unit.code?.description ?? "*"))
            case .period: values.append(times.popFirst().map { .text($0.text) } ?? .none)
            case .category, .form: break
            }
        }
        return values
    }

    private static func numbers(
        _ expected: Int64?, _ found: Completeness, unexpected: Int64?
    ) -> [ResultTable.Value] {
        func number(_ value: Int64?) -> ResultTable.Value { value.map { .number($0) } ?? .none }
        func rate(_ part: Int64) -> ResultTable.Value {
            number(expected.flatMap { Quotient.rounded(Int128(part) * 100, over: Int128($0), places: 4) })
        }
        return [
            number(expected), .number(found.actual), .number(found.partial), .number(found.onTime),
            .number(found.standingOnTime), number(unexpected), .number(found.disagreeing),
            rate(found.actual), rate(found.onTime),
        ]
    }
}
