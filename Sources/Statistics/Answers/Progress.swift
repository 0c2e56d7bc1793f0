import Catalogue
import Wire

/// Rates beside the share of the year that is gone (序时进度) when each row's period ends, or by now where it has not ended,
/// and how far they are ahead of it in percentage points.
struct Progress {
    private let grid: Grid
    private let today: Int64

    /// - Parameter today: days since 1970; it has not ended.
    init(_ grid: Grid, today: Int64) throws(QueryError) {
        for item in grid.question.items where item.indicator?.factor != 100 || !item.isRate {
            throw QueryError(
                chinese: "\(item.code) 不是百分率，没有进度可言。请问百分率指标，如目标完成率",
                english:
                    "\(item.code) is no rate in per cent, so it has no progress. Ask for an indicator that is one, such as the part of a "
                    + "target that is reached")
        }
        for item in grid.question.items where !item.measures.contains(where: { $0.element.kind == .target }) {
            throw QueryError(
                chinese: "\(item.code) 不含年度目标，没有进度可言。请问含目标的指标，或问其 trend",
                english:
                    "\(item.code) has no target of the year in it, so it has no progress. Ask for an indicator that has, or for its "
                    + "trend")
        }
        guard grid.question.periods != nil || !grid.question.periodTypes.isEmpty else {
            throw QueryError(
                chinese: "progress：问哪一年？请用 --period，或按月、季度、年分列",
                english: "progress: of which year? Ask with --period, or by month, quarter or year")
        }
        self.grid = grid
        self.today = today
    }

    func table() throws(QueryError) -> AnswerTable {
        let percent = ResultTable.Column.Kind.decimal(scale: UInt8(Item.ratePlaces), isPercent: true)
        let points = ResultTable.Column.Kind.decimal(scale: UInt8(Item.ratePlaces), isPercent: false)
        var table = AnswerTable(columns: grid.question.dimensions.map(\.column), rows: [])
        table.columns.append(
            ResultTable.Column(name: "elapsed", kind: percent, chinese: "序时进度", english: "Year gone"))
        for item in grid.question.items {
            table.columns +=
                item.columns
                + [item.column(".ahead", points, Names(chinese: "超序时(百分点)", english: "ahead, points"))]
        }
        table.columns += grid.behind.columns
        for row in grid.rows {
            let elapsed = elapsed(row)
            var values: [ResultTable.Value] = []
            for item in grid.question.items {
                let value = item.figure(at: row.place, grid.readout)?.value
                values += try item.values(at: row.place, grid.readout)
                values.append(
                    try item.value(value.flatMap { value in elapsed.flatMap { value - $0 } }, points))
            }
            guard values.contains(where: { $0 != .none }), let item = grid.question.items.first else {
                continue
            }
            table.rows.append(
                grid.labels(row) + [try item.value(elapsed, percent)] + values
                    + grid.behind.values(at: row.place))
        }
        return table
    }

    /// In per cent. A period that lies in two years has none.
    private func elapsed(_ row: Grid.Row) -> Ratio? {
        var last = grid.question.periods?.upperBound
        for (dimension, index) in zip(grid.question.dimensions, row.place) {
            if case .period(let type, _) = dimension { last = Period(type: type, index: index) }
        }
        let firstOpenDay = min(today, last.map { $0.days.upperBound + 1 } ?? today)
        let year = Period(containing: last?.days.lowerBound ?? today, type: .yearly)
        guard year.exists, last?.type != .weekly else { return nil }
        let gone = max(0, min(firstOpenDay, year.days.upperBound + 1) - year.days.lowerBound)
        return Ratio(Int128(gone) * 100, over: Int128(year.days.count))
    }
}
