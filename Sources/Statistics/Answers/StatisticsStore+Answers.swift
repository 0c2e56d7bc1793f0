internal import Catalogue
package import Wire

extension StatisticsStore {
    /// Answers as of the last applied micro-batch. Any thread may ask; not an event loop where `readsDisk` holds.
    ///
    /// `asOf` holds the applied positions; the journals' heads and when they were heard of are the caller's to fill in.
    /// - Parameters:
    ///   - subtree: the prefix of the asker's credential; `nil`: everything.
    ///   - languages: of notes, refusals and names in cells; codes are in none.
    package func answer(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64, languages: [Language] = [.english]
    ) throws(QueryError) -> ResultTable {
        let asker = Asker(
            store: self, subtree: subtree, today: today(nowMilliseconds), languages: languages)
        var grids: [Grid] = []
        var table: AnswerTable
        switch try AnswerKind(query.answer) {
        case .cells: table = try asker.grid(query, &grids).cells()
        case .ranking: table = try Ranking(asker.grid(query, &grids)).table()
        case .share: table = try Share(asker.grid(query, &grids), catalogue).table()
        case .matrix: table = try Matrix(asker.grid(query, &grids), catalogue).table()
        case .distribution:
            let distribution = try Distribution(asker.grid(query, &grids))
            table = try distribution.table(languages, isExplained: query.isExplained)
        case .progress: table = try Progress(asker.grid(query, &grids), today: asker.today).table()
        case .trend: table = try asker.trend(query, &grids)
        case .interval: table = try asker.interval(query, &grids)
        case .blankSpots: table = try asker.blankSpots(query, &grids)
        case .completeness:
            table = try completeness(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .missing: table = try missing(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .units: table = try registeredUnits(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .violations: table = try violations(query, subtree: subtree, languages)
        case .outliers: table = try outliers(query, subtree: subtree)
        case .conflicts: table = try conflicts(query, subtree: subtree)
        case .repeatedIDs: table = try repeatedIDs(query, subtree: subtree)
        case .clocks: table = try clocks(query, subtree: subtree)
        case .backlog: table = try backlog(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        }
        if !grids.isEmpty { table.take(grids, isExplained: query.isExplained) }
        return table.result(languages, nowMilliseconds: nowMilliseconds)
    }

    /// True where the answer reads single reports, and may take seconds; else it takes milliseconds, from memory alone.
    package static func readsDisk(_ query: Query) -> Bool {
        (try? AnswerKind(query.answer).isScanned) ?? false
    }
}
