import Catalogue
import Wire

/// The questions behind a trend: its own with the year before, and the same added up since January.
struct TrendQuestion {
    let plain: Query
    let toDate: Query
    let type: PeriodType
    /// The periods asked for; nil: all.
    let range: ClosedRange<UInt32>?

    /// - Parameter asked: what `query` means.
    init(_ query: Query, _ asked: Question) throws(QueryError) {
        guard let type = asked.periodTypes.first, asked.periodTypes.count == 1 else {
            throw QueryError(
                chinese: "trend 只有一列时期，现有\(asked.periodTypes.count)列。请按月、季度、半年或年分列",
                english:
                    "trend: it has one column of periods, \(asked.periodTypes.count) are asked for. Ask by month, quarter, half or year"
            )
        }
        self.type = type
        guard let periods = asked.periods else {
            range = nil
            plain = query
            toDate = query
            return
        }
        let first = Period(containing: max(0, periods.lowerBound.days.lowerBound), type: type)
        let last = Period(containing: periods.upperBound.days.upperBound, type: type)
        guard first.exists, last.exists,
            max(0, first.days.lowerBound) == max(0, periods.lowerBound.days.lowerBound),
            last.days.upperBound == periods.upperBound.days.upperBound
        else {
            let range = "\(periods.lowerBound.text)..\(periods.upperBound.text)"
            throw QueryError(
                chinese: "trend：\(range) 首尾不是完整的期（\(type.words.chinese)）。请问完整的期，或按更短的时期分列",
                english:
                    "trend: \(range) would cut a \(type.word). Ask for whole ones, or by a shorter period")
        }
        range = first.index...last.index
        let start = Period(type: type, index: first.index - min(first.index, type.perYear ?? 1))
        var wider = query
        wider.periods = Query.Periods(first: start.text, last: last.text)
        plain = wider
        toDate = wider
    }
}
