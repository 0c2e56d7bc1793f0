package import Wire

extension StatisticsStore {
    /// Answers as of the last applied micro-batch. Any thread may ask.
    ///
    /// `asOf` holds the applied positions; the journals' heads and when they were heard of are the caller's to fill in.
    /// - Parameter subtree: the prefix of the asker's credential; `nil`: everything.
    package func answer(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> ResultTable {
        let kind = try AnswerKind(query.answer)
        let question = try Question(query, subtree: subtree, catalogue)
        let today = today(nowMilliseconds)
        switch kind {
        case .cells:
            let grid = try grid(question, today: today)
            let cells = try grid.cells()
            return table(cells, [grid], nowMilliseconds)
        }
    }

    /// Reads a question's rollups.
    func grid(_ question: Question, today: Int64) throws(QueryError) -> Grid {
        let readout = try read(on: today) { state throws(QueryError) in
            try Readout(question, state, today: today)
        }
        return Grid(question, readout, catalogue)
    }

    /// - Parameter grids: that it was made of.
    func table(
        _ answer: (columns: [ResultTable.Column], rows: [[ResultTable.Value]]), _ grids: [Grid],
        _ nowMilliseconds: Int64
    ) -> ResultTable {
        var table = ResultTable(
            columns: answer.columns, rows: answer.rows, answeredAtMilliseconds: nowMilliseconds,
            cellsRead: grids.reduce(0) { $0 + $1.readout.cellsRead })
        table.asOf = (grids.first?.readout.positions ?? [])
            .sorted { $0.at.journal.description < $1.at.journal.description }
            .map { ResultTable.AsOf(position: $0.at, headPosition: $0.at.position, heardAtMilliseconds: 0) }
        for note in grids.flatMap(\.notes) where !table.notes.contains(note) { table.notes.append(note) }
        return table
    }
}
