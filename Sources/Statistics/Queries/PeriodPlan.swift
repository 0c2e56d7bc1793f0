import Catalogue
import Wire

/// Which base periods are read for a measure, in which order, and which output periods each belongs to.
struct PeriodPlan: Sendable {
    struct Step: Sendable {
        let period: UInt32
        /// An index for each period column, in their order.
        let output: [UInt32]
        /// How many base periods before it belong to the output too: what was reported earlier stands from before it.
        var span: UInt32 = 0
        /// What was gathered before has no part in it.
        var isFresh = true
        /// With it, what was gathered is what the output comes to.
        var isPlaced = true
        /// Where several periods are placed: the one in which what they are set against must stand.
        var end: UInt32?
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
        let types = question.periodTypes
        if case .refused(let reason) = measure.overTime {
            try Self.checkOne(asked ?? Self.range(reported), types, measure, reason)
        }
        guard let extent = Self.range(reported) else {
            steps = []
            return
        }
        // What others have reported has no part in it: a year is told by its last month, one that has not ended by the
        // current.
        let until =
            (asked ?? extent).lowerBound > current
            ? nil : (asked ?? extent).lowerBound...min((asked ?? extent).upperBound, current)
        var steps: [Step]
        switch measure.overTime {
        case .sum, .refused:
            let range = Self.common(asked ?? extent, extent)
            steps = Self.sums(held.keys.filter { range?.contains($0) ?? false }.sorted(), measure.base, types)
        case .last:
            let range = asked == nil ? extent : until
            steps =
                range.map { Self.lasts($0, measure.base, types, sinceJanuary: measure.isSinceJanuary) } ?? []
        case .balance:
            steps = until.map { Self.balances($0, from: extent.lowerBound, measure.base, types) } ?? []
        case .yearToDate: steps = until.map { Self.yearsToDate($0, measure.base, types) } ?? []
        case .target: steps = Self.targets(asked ?? extent, question, measure.base, types)
        }
        if measure.stock != nil, let range = asked == nil ? extent : until {
            steps = Self.ended(steps, by: Self.lasts(range, measure.base, types))
        }
        self.steps = steps
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

    /// The asked range in base periods, where it begins and ends with one.
    private static func base(
        _ asked: ClosedRange<Period>?, _ measure: Measure
    ) throws(QueryError) -> ClosedRange<UInt32>? {
        guard var asked else { return nil }
        if measure.overTime == .target, let first = asked.lowerBound.enclosing(measure.base),
            let last = asked.upperBound.enclosing(measure.base)
        {
            asked = first...last
        }
        guard let whole = asked.whole(measure.base) else {
            let (first, last) = asked.ends(measure.base)
            let (code, base) = (measure.element.code, measure.base)
            let whole = first == last ? first.text : "\(first.text)..\(last.text)"
            throw QueryError(
                chinese: "\(code) 按\(base.words.chinese)填报，\(asked.text) 首尾不是完整的一期。请问完整的期，如 \(whole)",
                english:
                    "\(code) is reported by \(base.word), and \(asked.text) would cut one. Ask for whole periods, such as "
                    + whole)
        }
        return whole
    }

    private static func checkOne(
        _ range: ClosedRange<UInt32>?, _ types: [PeriodType], _ measure: Measure, _ reason: Names
    ) throws(QueryError) {
        guard let range, range.count > 1 else { return }
        var before: [UInt32]?
        for period in range {
            let output = PeriodPlan.output(period, measure.base, types)
            guard output != before else {
                let (code, word) = (measure.element.code, measure.base.word)
                throw QueryError(
                    chinese: "\(code) 不得跨期相加：\(reason.chinese)。请用 by \(word)，或只问一期",
                    english:
                        "\(code) must not be added over several periods: \(reason.english). Ask by \(word), or for one "
                        + word)
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
