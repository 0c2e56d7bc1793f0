package import Wire

extension StatisticsStore {
    /// Answers as of the last applied micro-batch. Any thread may ask.
    ///
    /// `asOf` holds the applied positions; the journals' heads and when they were heard of are the caller's to fill in.
    /// - Parameters:
    ///   - subtree: the prefix of the asker's credential; `nil`: everything.
    ///   - languages: in which the notes are that the catalogue has in both.
    package func answer(
        _ query: Query, subtree: UnitCode?, nowMilliseconds: Int64, languages: [Language] = [.english]
    ) throws(QueryError) -> ResultTable {
        switch try AnswerKind(query.answer) {
        case .cells:
            try cells(query, subtree: subtree, nowMilliseconds: nowMilliseconds, languages: languages)
        }
    }
}
