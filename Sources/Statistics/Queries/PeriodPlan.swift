import Catalogue
import Wire

/// Which base periods are read for a measure, and which output periods each belongs to.
struct PeriodPlan: Sendable {
    struct Step: Sendable {
        let period: UInt32
        /// An index for each period column, in their order.
        let output: [UInt32]
    }

    let steps: [Step]

    /// - Parameters:
    ///   - held: the base periods that the data set has rows for, and how much in each.
    ///   - today: days since 1970.
    init(_ measure: Measure, _ question: Question, held: [UInt32: Rollups.Held], today: Int64)
        throws(QueryError)
    {
        let asked = try Self.base(question.periods, measure)
        let isEvent = measure.dataSet.form.isEvent
        let current = Period(containing: today, type: measure.base).index
        // Carried values reach further than the last report: they are shown where somebody asks for later periods.
        let reported = held.filter { isEvent || $0.value.reports > 0 }.keys
        let types: [PeriodType] = question.dimensions.compactMap { dimension in
            if case .period(let type, _) = dimension { type } else { nil }
        }
        if case .refused(let reason) = measure.overTime {
            try Self.checkOne(asked ?? Self.range(reported), types, measure, reason)
        }
        guard let extent = Self.range(reported) else {
            steps = []
            return
        }
        switch measure.overTime {
        case .sum, .refused:
            guard let range = Self.common(asked ?? extent, extent) else {
                steps = []
                return
            }
            steps = held.keys.filter { range.contains($0) }.sorted().map {
                Step(period: $0, output: Self.output($0, measure.base, types))
            }
        case .last:
            // What others have reported has no part in it: a year is told by its last month, one that has not ended by
            // the current.
            let range = asked.flatMap {
                $0.lowerBound > current ? nil : $0.lowerBound...min($0.upperBound, current)
            }
            steps = asked != nil && range == nil ? [] : Self.lastSteps(range ?? extent, measure.base, types)
        }
    }

    private static func lastSteps(_ range: ClosedRange<UInt32>, _ base: PeriodType, _ types: [PeriodType])
        -> [Step]
    {
        guard !types.isEmpty else { return [Step(period: range.upperBound, output: [])] }
        var steps: [Step] = []
        for period in range {
            let step = Step(period: period, output: output(period, base, types))
            if steps.last?.output == step.output { steps.removeLast() }
            steps.append(step)
        }
        return steps
    }

    private static func range(_ periods: some Collection<UInt32>) -> ClosedRange<UInt32>? {
        guard let first = periods.min(), let last = periods.max() else { return nil }
        return first...last
    }

    private static func common(
        _ left: ClosedRange<UInt32>, _ right: ClosedRange<UInt32>
    ) -> ClosedRange<UInt32>? {
        let first = max(left.lowerBound, right.lowerBound)
        let last = min(left.upperBound, right.upperBound)
        return first <= last ? first...last : nil
    }

    private static func output(_ period: UInt32, _ base: PeriodType, _ types: [PeriodType]) -> [UInt32] {
        types.map { Period(type: base, index: period).enclosing($0)?.index ?? 0 }
    }

    /// The asked range in base periods, where it begins and ends with one.
    private static func base(
        _ asked: ClosedRange<Period>?, _ measure: Measure
    ) throws(QueryError) -> ClosedRange<UInt32>? {
        guard let asked else { return nil }
        let firstDay = max(0, asked.lowerBound.days.lowerBound)
        let lastDay = asked.upperBound.days.upperBound
        let first = Period(containing: firstDay, type: measure.base)
        let last = Period(containing: min(lastDay, 84_005), type: measure.base)
        let fits =
            first.exists && last.exists && max(0, first.days.lowerBound) == firstDay
            && last.days.upperBound == lastDay
        guard fits else {
            let text = asked.lowerBound.text
            let whole = asked.lowerBound == asked.upperBound ? text : "\(text)..\(asked.upperBound.text)"
            throw QueryError(
                "\(measure.element.code) is reported by \(measure.base.word), and \(whole) would cut one. Ask for "
                    + "whole periods, such as \(first.text)..\(last.text)")
        }
        return first.index...last.index
    }

    private static func checkOne(
        _ range: ClosedRange<UInt32>?, _ types: [PeriodType], _ measure: Measure, _ reason: Names
    ) throws(QueryError) {
        guard let range, range.count > 1 else { return }
        var before: [UInt32]?
        for period in range {
            let output = output(period, measure.base, types)
            guard output != before else {
                throw QueryError(
                    "\(measure.element.code) must not be added over several periods: \(reason.english). Ask by "
                        + "\(measure.base.word), or for one \(measure.base.word)",
                    chinese:
                        "\(measure.element.code) 不得跨期相加：\(reason.chinese)。请按 \(measure.base.word) 分列，或只问一期")
            }
            before = output
        }
    }
}

extension DataSet.Form {
    var isEvent: Bool {
        if case .event = self { true } else { false }
    }
}
