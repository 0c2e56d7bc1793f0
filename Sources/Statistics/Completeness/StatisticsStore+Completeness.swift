import Catalogue
import Wire

extension StatisticsStore {
    /// Who has reported: a row for each form, unit and period that something was expected of or came from.
    func completeness(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> ResultTable {
        let today = today(nowMilliseconds)
        let reader = CompletenessReader(expectations, agreements, today: today)
        let question = try CompletenessQuestion(query, subtree: subtree, catalogue, reader, isGrouped: true)
        var table = ResultTable(
            columns: CompletenessRows.columns(question), answeredAtMilliseconds: nowMilliseconds)
        let (rows, positions) = try read(on: today) { state throws(QueryError) in
            (try CompletenessRows(question, reader, state), Array(state.positions.values))
        }
        table.rows = rows.rows
        table.asOf = ResultTable.AsOf.all(positions)
        let explanation = query.isExplained ? question.explanation(reader).map(\.english) : []
        table.notes = explanation + rows.notes + (units == nil ? [Self.unknown.english] : [])
        return table
    }

    /// What an answer says that would tell how many reports are expected.
    static let unknown = Names(
        chinese: "应报数未知：没有登记单位，请用 grassroots-aggregator --units FILE 登记",
        english:
            "how many reports are expected is unknown, since no units are registered: grassroots-aggregator --units FILE "
            + "registers them")
}

extension ResultTable.AsOf {
    /// As of which positions an answer is true; journals' heads are the caller's to fill in.
    static func all(_ positions: [ChainMark]) -> [ResultTable.AsOf] {
        positions.sorted { $0.at.journal.description < $1.at.journal.description }
            .map { ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0) }
    }
}
