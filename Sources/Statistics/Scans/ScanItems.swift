import Catalogue
import Wire

/// What a scanned answer is about: everything, or some codes.
struct ScanItems {
    /// nil: `*`, everything.
    private let codes: [String]?

    /// - Parameters:
    ///   - answer: its name, for messages.
    ///   - known: what may be named.
    init(_ query: Query, _ answer: AnswerKind, known: [String]) throws(QueryError) {
        guard !query.items.contains("*") else {
            guard query.items.count == 1 else {
                throw QueryError("\(answer.rawValue) *: * is everything, expected nothing beside it")
            }
            codes = nil
            return
        }
        for (index, code) in query.items.enumerated() {
            guard known.contains(code) else {
                throw QueryError(
                    "\(answer.rawValue) \(code): expected *, for everything, or one of "
                        + "\(known.joined(separator: ", ")).\(Nearest.hint(code, among: known))")
            }
            guard !query.items[..<index].contains(code) else {
                throw QueryError("\(answer.rawValue) \(code): asked for twice. Name each once")
            }
        }
        codes = query.items
    }

    func contains(_ code: String) -> Bool { codes?.contains(code) ?? true }
}

extension Query {
    /// A list of reports is not told apart by anything.
    func refuseDivision(_ answer: AnswerKind) throws(QueryError) {
        guard by.isEmpty, filters.isEmpty else {
            throw QueryError(
                "\(answer.rawValue) lists single reports: it is not told apart by \(by.first ?? "an option"). Leave "
                    + "by and where out")
        }
    }
}
