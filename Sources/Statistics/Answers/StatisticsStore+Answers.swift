internal import Catalogue
package import Wire

extension StatisticsStore {
    /// Answers as of the last applied micro-batch. Any thread may ask; not an event loop where `readsDisk` holds.
    ///
    /// `asOf` holds the applied positions; the journals' heads and when they were heard of are the caller's to fill in.
    /// - Parameters:
    ///   - subtree: the prefix of the asker's credential; `nil`: everything.
    ///   - languages: in which the notes are that the catalogue has in both.
    package func answer(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64, languages: [Language] = [.english]
    ) throws(QueryError) -> ResultTable {
        let asker = Asker(store: self, subtree: subtree, today: today(nowMilliseconds))
        var grids: [Grid] = []
        let table: AnswerTable
        switch try AnswerKind(query.answer) {
        case .cells: table = try asker.grid(query, &grids).cells()
        case .ranking: table = try Ranking(asker.grid(query, &grids)).table()
        case .share: table = try Share(asker.grid(query, &grids), catalogue).table()
        case .matrix: table = try Matrix(asker.grid(query, &grids), catalogue).table()
        case .distribution:
            table = try Distribution(asker.grid(query, &grids)).table(isExplained: query.isExplained)
        case .progress: table = try Progress(asker.grid(query, &grids), today: asker.today).table()
        case .trend: table = try asker.trend(query, &grids)
        case .interval: table = try asker.interval(query, &grids)
        case .blankSpots: table = try asker.blankSpots(query, &grids)
        case .completeness:
            return try completeness(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .missing: return try missing(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .units:
            return try registeredUnits(
                query, subtree: subtree, nowMilliseconds: nowMilliseconds, languages)
        case .violations: return try violations(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .outliers: return try outliers(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .conflicts: return try conflicts(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .repeatedIDs: return try repeatedIDs(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .clocks: return try clocks(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .backlog: return try backlog(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        }
        return result(table, grids, query, nowMilliseconds, languages)
    }

    /// - Parameter grids: that the table was made of.
    private func result(
        _ table: AnswerTable, _ grids: [Grid], _ query: Query, _ nowMilliseconds: Int64,
        _ languages: [Language]
    ) -> ResultTable {
        var result = ResultTable(
            columns: table.columns, rows: table.rows, answeredAtMilliseconds: nowMilliseconds,
            cellsRead: grids.reduce(0) { $0 + $1.readout.cellsRead })
        result.asOf = ResultTable.AsOf.all(grids.first?.readout.positions ?? [])
        let figures = query.isExplained && table.showsFigures ? grids.prefix(1) : []
        for note in figures.flatMap({ Explanation($0, languages).notes })
            + (table.explanation + table.notes).map({ $0.sentences(languages) })
            + grids.flatMap({ $0.notes(languages) })
        where !result.notes.contains(note) {
            result.notes.append(note)
        }
        return result
    }

    /// True where the answer reads single reports, and may take seconds; else it takes milliseconds, from memory alone.
    package static func readsDisk(_ query: Query) -> Bool {
        (try? AnswerKind(query.answer).isScanned) ?? false
    }
}
