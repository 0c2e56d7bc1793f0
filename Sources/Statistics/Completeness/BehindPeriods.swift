import Catalogue
import Wire

/// For which periods a form had to be reported, for each row of an answer.
struct BehindPeriods: Sendable {
    private let asked: ClosedRange<UInt32>?
    private let reading: FormReading
    private let types: [PeriodType]
    /// Where only the last period of each row is read, that one.
    private var last: [[UInt32]: UInt32]?

    init(
        _ question: Question, _ dataSet: DataSet, _ reading: FormReading, today: Int64,
        _ state: borrowing FoldState
    ) throws(QueryError) {
        self.reading = reading
        types = question.dimensions.compactMap { if case .period(let type, _) = $0 { type } else { nil } }
        if let periods = question.periods {
            asked = periods.whole(reading.base)
        } else {
            asked = reading.reported
        }
        let measures = question.items.flatMap(\.measures).filter { $0.dataSet.id == dataSet.id }
        guard let measure = measures.first,
            measures.allSatisfy({ $0.overTime == .last || $0.overTime == .target })
        else { return }
        let held = state.rollups.held[dataSet.id] ?? [:]
        let steps = try PeriodPlan(measure, question, held: held, today: today).steps
        last = Dictionary(steps.map { ($0.output, $0.period) }) { max($0, $1) }
    }

    /// Nil where nothing was expected yet.
    ///
    /// - Parameter output: an index for each period column.
    func range(_ output: [UInt32]) -> ClosedRange<UInt32>? {
        if let last { return last[output].flatMap { reading.real($0...$0) } }
        guard var range = asked else { return nil }
        for (type, index) in zip(types, output) {
            guard let parts = Period(type: type, index: index).parts(reading.base), parts.overlaps(range)
            else {
                return nil
            }
            range = range.clamped(to: parts)
        }
        return reading.real(range)
    }
}
