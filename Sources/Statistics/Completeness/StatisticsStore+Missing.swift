import Catalogue
import Wire

extension StatisticsStore {
    /// Who has not reported what is expected of them: a row for each unit, form and period.
    func missing(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> AnswerTable {
        let today = today(nowMilliseconds)
        let reader = CompletenessReader(expectations, agreements, today: today)
        let question = try CompletenessQuestion(query, subtree: subtree, catalogue, reader, isGrouped: false)
        guard let expectations else {
            throw QueryError(
                chinese: "没有登记单位，无从知道谁未报：请用 --units FILE 启动 grassroots-aggregator，或问 completeness 看已报情况",
                english:
                    "who has not reported is unknown, since no units are registered: start grassroots-aggregator with --units "
                    + "FILE, or ask for completeness, which shows what came")
        }
        let (rows, positions) = try read(on: today) { state throws(QueryError) in
            (try MissingRows(question, reader, expectations, state), Array(state.positions.values))
        }
        return AnswerTable(
            columns: MissingRows.columns, rows: rows.rows, notes: rows.notes,
            explanation: query.isExplained ? MissingTally.explanation(rows.tallies) : [], positions: positions
        )
    }
}
