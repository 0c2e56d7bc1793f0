import Wire

/// What an answer is made into, as a query names it.
enum AnswerKind: String, CaseIterable, Sendable {
    /// A row for each cell; what is meant where nothing is named.
    case cells
    case ranking, trend, share, distribution, matrix, interval, progress
    case blankSpots = "blank-spots"
    /// Who has reported: expected, actual and on time.
    case completeness
    /// Who has not.
    case missing

    init(_ name: String?) throws(QueryError) {
        guard let name else {
            self = .cells
            return
        }
        guard let kind = Self(rawValue: name) else {
            let known = Self.allCases.map(\.rawValue)
            throw QueryError(
                "answer \(name): there is no such answer, expected one of \(known.joined(separator: ", "))."
                    + Nearest.hint(name, among: known))
        }
        self = kind
    }
}
