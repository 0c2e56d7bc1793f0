import Catalogue
import Wire

/// The rows of an answer about who has reported.
struct CompletenessRows: Sendable {
    private(set) var rows: [[ResultTable.Value]] = []
    private(set) var notes: [String] = []

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
                    throw QueryError("\(misfit). Ask for longer or whole periods")
                }
                notes.append("\(misfit): left out")
                continue
            }
            guard let range = question.periods?.whole(reading.base) ?? reading.reported else {
                if !question.isEverything {
                    notes.append(
                        "\(dataSet.code): nobody has reported it yet. Name a --period to see who is expected to"
                    )
                }
                continue
            }
            note(dataSet, range, reading)
            guard let real = reading.real(range) else { continue }
            let outputs = Self.outputs(real, reading.base, question.periodTypes)
            for unit in units where !reading.isSilent(unit, real, state) {
                for (output, periods) in outputs {
                    add(question, dataSet, unit, output, periods, reading, state)
                }
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
                ? "\(dataSet.code): \(text) has not begun; nothing is expected from then on"
                : "\(dataSet.code): \(text) is not over; it counts once it is")
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

    private mutating func add(
        _ question: CompletenessQuestion, _ dataSet: DataSet, _ unit: ReportingUnit, _ output: [Period],
        _ periods: ClosedRange<UInt32>, _ reading: FormReading, _ state: borrowing FoldState
    ) {
        let expected = reading.expected(unit, periods)
        let found = reading.read(unit, periods, state)
        guard expected ?? 0 > 0 || found.actual + found.partial + found.disagreeing > 0 else { return }
        var values: [ResultTable.Value] = [.text(dataSet.code)]
        var times = output[...]
        for dimension in question.dimensions {
            switch dimension {
            case .unit: values.append(.text(unit.code?.description ?? "*"))
            case .period: values.append(times.popFirst().map { .text($0.text) } ?? .none)
            case .category: break
            }
        }
        func number(_ value: Int64?) -> ResultTable.Value { value.map { .number($0) } ?? .none }
        func rate(_ part: Int64) -> ResultTable.Value {
            number(expected.flatMap { Quotient.rounded(Int128(part) * 100, over: Int128($0), places: 4) })
        }
        let unexpected = reading.unexpected(unit, periods, state)
        rows.append(
            values + [
                number(expected), .number(found.actual), .number(found.partial), .number(found.onTime),
                .number(found.standingOnTime), number(unexpected), .number(found.disagreeing),
                rate(found.actual), rate(found.onTime),
            ])
    }
}
