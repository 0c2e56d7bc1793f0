import Catalogue
import Wire

extension Grid {
    /// A row for each cell that has a value.
    func cells() throws(QueryError) -> AnswerTable {
        var rows: [[ResultTable.Value]] = []
        for row in self.rows {
            var values: [ResultTable.Value] = []
            for item in question.items { values += try item.values(at: row.place, readout) }
            guard values.contains(where: { $0 != .none }) else { continue }
            rows.append(labels(row) + values + behind.values(at: row.place))
        }
        return AnswerTable(
            columns: question.dimensions.map(\.column) + question.items.flatMap(\.columns) + behind.columns,
            rows: rows, notes: [aboveNote].compactMap { $0 })
    }
}
