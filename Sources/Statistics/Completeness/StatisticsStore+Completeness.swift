import Catalogue
import Wire

extension StatisticsStore {
    /// Who has reported: a row for each form, unit and period that something was expected of or came from.
    func completeness(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> AnswerTable {
        let today = today(nowMilliseconds)
        let reader = CompletenessReader(expectations, agreements, today: today)
        let question = try CompletenessQuestion(query, subtree: subtree, catalogue, reader, isGrouped: true)
        let (rows, positions) = try read(on: today) { state throws(QueryError) in
            (try CompletenessRows(question, reader, state), Array(state.positions.values))
        }
        return AnswerTable(
            columns: CompletenessRows.columns(question), rows: rows.rows,
            notes: rows.notes + (units == nil ? [Self.unknown] : []),
            explanation: query.isExplained ? question.explanation(reader) : [], positions: positions)
    }

    /// What an answer says that would tell how many reports are expected.
    static let unknown = Names(
        chinese: "应报数未知：没有登记单位，请用 grassroots-aggregator --units FILE 登记",
        english:
            "how many reports are expected is unknown, since no units are registered: grassroots-aggregator --units FILE "
            + "registers them")
}
