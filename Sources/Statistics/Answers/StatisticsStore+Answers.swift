package import Wire

extension StatisticsStore {
    /// Answers as of the last applied micro-batch. Any thread may ask.
    ///
    /// `asOf` holds the applied positions; the journals' heads and when they were heard of are the caller's to fill in.
    /// - Parameter subtree: the prefix of the asker's credential; `nil`: everything.
    package func answer(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64
    ) throws(QueryError) -> ResultTable {
        switch try AnswerKind(query.answer) {
        case .cells: try cells(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .completeness: try completeness(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        case .missing: try missing(query, subtree: subtree, nowMilliseconds: nowMilliseconds)
        }
    }
}
