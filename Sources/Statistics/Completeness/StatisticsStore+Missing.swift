import Catalogue
import Wire

extension StatisticsStore {
    /// Who has not reported what is expected of them: a row for each unit, form and period.
    func missing(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> ResultTable {
        let today = today(nowMilliseconds)
        let reader = CompletenessReader(expectations, agreements, today: today)
        let question = try CompletenessQuestion(query, subtree: subtree, catalogue, reader, isGrouped: false)
        guard let expectations else {
            throw QueryError(
                "who has not reported is unknown, since no units are registered: start grassroots-aggregator with --units "
                    + "FILE, or ask for completeness, which shows what came")
        }
        var table = ResultTable(columns: MissingRows.columns, answeredAtMilliseconds: nowMilliseconds)
        let (rows, positions) = try read(on: today) { state throws(QueryError) in
            (try MissingRows(question, reader, expectations, state), Array(state.positions.values))
        }
        table.rows = rows.rows
        table.asOf = ResultTable.AsOf.all(positions)
        table.notes =
            (query.isExplained ? MissingTally.explanation(rows.tallies).map(\.english) : []) + rows.notes
        return table
    }
}
