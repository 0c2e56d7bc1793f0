import Wire

extension ResultTable {
    /// Without the columns that say how complete the reporting behind a row is.
    var withoutCompleteness: ResultTable {
        var table = self
        let kept = columns.indices.filter { index in
            ![".actual", ".expected"].contains { columns[index].name.hasSuffix($0) }
        }
        table.columns = kept.map { columns[$0] }
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }
}
