import Catalogue
import Wire

/// The steps of each way in which values of several periods become one.
extension PeriodPlan {
    static func output(_ period: UInt32, _ base: PeriodType, _ types: [PeriodType]) -> [UInt32] {
        types.map { Period(type: base, index: period).enclosing($0)?.index ?? 0 }
    }

    /// Everything of an output together.
    static func sums(_ periods: [UInt32], _ base: PeriodType, _ types: [PeriodType]) -> [Step] {
        grouped(periods.map { Step(period: $0, output: output($0, base, types)) })
    }

    /// The last base period of each output.
    ///
    /// - Parameter sinceJanuary: each output reaches back to the beginning of the year.
    static func lasts(
        _ range: ClosedRange<UInt32>, _ base: PeriodType, _ types: [PeriodType], sinceJanuary: Bool = false
    ) -> [Step] {
        var steps: [Step] = []
        var first = range.lowerBound
        for period in range {
            let output = output(period, base, types)
            if steps.last?.output == output { steps.removeLast() } else { first = period }
            if sinceJanuary, let january = Period(type: base, index: period).enclosing(.yearly)?.parts(base) {
                first = january.lowerBound
            }
            steps.append(Step(period: period, output: output, span: period - first))
        }
        return steps
    }

    /// Says of each output of several periods in which one ends what it is set against.
    ///
    /// - Parameter lasts: the last base period of each output.
    static func ended(_ steps: [Step], by lasts: [Step]) -> [Step] {
        let ends = Dictionary(lasts.map { ($0.output, $0.period) }) { max($0, $1) }
        return steps.map { step in
            var step = step
            let end = ends[step.output]
            if step.isPlaced, !step.isFresh || end != step.period { step.end = end }
            return step
        }
    }

    /// - Parameter first: the first period of which anything is known.
    static func balances(
        _ range: ClosedRange<UInt32>, from first: UInt32, _ base: PeriodType, _ types: [PeriodType]
    ) -> [Step] {
        let start = min(first, range.lowerBound)
        return grouped(
            (start...range.upperBound).map { period in
                Step(period: period, output: output(max(period, range.lowerBound), base, types))
            }
        ).map { step in
            Step(
                period: step.period, output: step.output, isFresh: step.period == start,
                isPlaced: step.isPlaced && range.contains(step.period))
        }
    }

    /// A week lies in no year, so that it has no such sum.
    static func yearsToDate(_ range: ClosedRange<UInt32>, _ base: PeriodType, _ types: [PeriodType]) -> [Step]
    {
        let year = Period(type: base, index: range.lowerBound).enclosing(.yearly)
        guard let first = year?.parts(base)?.lowerBound else { return [] }
        var before: Period?
        let steps = (first...range.upperBound).map { period -> Step in
            let year = Period(type: base, index: period).enclosing(.yearly)
            defer { before = year }
            return Step(
                period: period, output: output(max(period, range.lowerBound), base, types),
                isFresh: year != before)
        }
        return zip(steps, grouped(steps)).map { step, inGroup in
            Step(
                period: step.period, output: step.output, isFresh: step.isFresh,
                isPlaced: inGroup.isPlaced && range.contains(step.period))
        }
    }

    /// The year's value beside each output that lies in it.
    static func targets(
        _ years: ClosedRange<UInt32>, _ question: Question, _ base: PeriodType, _ types: [PeriodType]
    ) -> [Step] {
        let finest = types.filter { Period(type: base, index: 0).parts($0) != nil }.min {
            $0.rawValue < $1.rawValue
        }
        guard let finest else { return lasts(years, base, types) }
        return years.flatMap { year -> [Step] in
            var outputs: [[UInt32]] = []
            for part in Period(type: base, index: year).parts(finest) ?? 0...0 {
                let part = Period(type: finest, index: part)
                guard question.periods?.overlaps(part) ?? true else { continue }
                let output = types.map { part.enclosing($0)?.index ?? 0 }
                if outputs.last != output { outputs.append(output) }
            }
            return outputs.map { Step(period: year, output: $0) }
        }
    }

    /// Of the steps of one output, which stand together, the first begins anew and the last is placed.
    private static func grouped(_ steps: [Step]) -> [Step] {
        steps.enumerated().map { index, step in
            Step(
                period: step.period, output: step.output,
                isFresh: index == 0 || steps[index - 1].output != step.output,
                isPlaced: index + 1 == steps.count || steps[index + 1].output != step.output)
        }
    }
}

extension ClosedRange<Period> {
    fileprivate func overlaps(_ period: Period) -> Bool {
        lowerBound.days.lowerBound <= period.days.upperBound
            && period.days.lowerBound <= upperBound.days.upperBound
    }
}
