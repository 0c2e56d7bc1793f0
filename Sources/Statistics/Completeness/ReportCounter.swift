import Catalogue
import Wire

/// Counts reports for a question's rows: expected, actual and on time, of one form or of all together.
struct ReportCounter: Sendable {
    /// By the code of the form; nil: all.
    private(set) var counts: [String?: [Place: Counted]] = [:]
    /// Codes of the units in places. Units of which nothing ever came have numbers from `firstUnheard` on.
    private(set) var codes: [UInt32: UnitCode] = [:]

    static let firstUnheard: UInt32 = 1 << 31

    struct Counted: Hashable, Sendable {
        /// Nil where it is unknown, since no units are registered.
        var expected: Int64? = 0
        var actual: Int64 = 0
        var onTime: Int64 = 0
    }

    init() {}

    init(
        _ question: Question, _ catalogue: Catalogue, _ reader: CompletenessReader,
        _ state: borrowing FoldState
    ) throws(QueryError) {
        let asked = Set(question.items.flatMap(\.reportCounts))
        guard !asked.isEmpty else { return }
        let units = ReportingUnits(question.unit, question.level, reader, state).all
        for (index, unit) in units.enumerated() {
            if let code = unit.code { codes[unit.number ?? Self.firstUnheard + UInt32(index)] = code }
        }
        for code in asked {
            let single = code ?? question.form
            let forms = catalogue.dataSets.filter { single == nil || $0.code == single }
            var places: [Place: Counted] = [:]
            for form in forms {
                guard let reading = reader.reading(form, state),
                    let periods = try Self.periods(question, reading, isOnly: single != nil)
                else { continue }
                for (index, unit) in units.enumerated() {
                    let number = unit.number ?? Self.firstUnheard + UInt32(index)
                    let due = reading.due(unit)
                    for (output, range) in periods {
                        let found = reading.read(unit, range, state)
                        places[question.place(number, output, form), default: Counted()] += Counted(
                            expected: due.map { reading.expected($0, range) }, actual: found.actual,
                            onTime: found.onTime)
                    }
                }
            }
            counts[code] = places.filter { $0.value != Counted() }
        }
    }

    /// The periods of a form that belong to each output; nil where they do not fit the question.
    private static func periods(
        _ question: Question, _ reading: FormReading, isOnly: Bool
    ) throws(QueryError) -> [[UInt32]: ClosedRange<UInt32>]? {
        let first = Period(type: reading.base, index: 0)
        for type in question.periodTypes where first.enclosing(type) == nil {
            guard isOnly else { return nil }
            throw QueryError(Names.misfit(reading.form, reading.base, in: type))
        }
        var range = reading.reported
        if let asked = question.periods {
            guard let whole = asked.whole(reading.base) else {
                guard isOnly else { return nil }
                throw QueryError(Names.misfit(reading.form, reading.base, cutBy: asked))
            }
            range = whole
        }
        guard let range = range.flatMap(reading.real) else { return nil }
        var periods: [[UInt32]: ClosedRange<UInt32>] = [:]
        for period in range {
            let output = PeriodPlan.output(period, reading.base, question.periodTypes)
            periods[output] = (periods[output]?.lowerBound ?? period)...period
        }
        return periods
    }
}

extension ReportCounter.Counted {
    fileprivate static func += (left: inout Self, right: Self) {
        left.expected = left.expected.flatMap { expected in right.expected.map { expected + $0 } }
        left.actual += right.actual
        left.onTime += right.onTime
    }
}

extension Question {
    fileprivate func place(_ unit: UInt32, _ output: [UInt32], _ form: DataSet) -> Place {
        var rest = output[...]
        return dimensions.map { dimension in
            switch dimension {
            case .unit: unit
            case .period: rest.removeFirst()
            case .form: form.id
            case .category: OptionColumns.noOption
            }
        }
    }
}
