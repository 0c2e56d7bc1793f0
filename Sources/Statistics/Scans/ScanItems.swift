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
                throw QueryError(
                    chinese: "\(answer.rawValue) *：* 为全部，不应再写别的",
                    english: "\(answer.rawValue) *: * is everything, expected nothing beside it")
            }
            codes = nil
            return
        }
        for (index, code) in query.items.enumerated() {
            guard known.contains(code) else {
                let (codes, hint) = (Names(list: known), Nearest.hint(code, among: known))
                throw QueryError(
                    chinese: "\(answer.rawValue) \(code)：应为 *（全部）或 \(codes.chinese) 之一。\(hint.chinese)",
                    english: "\(answer.rawValue) \(code): expected *, for everything, or one of "
                        + "\(codes.english).\(hint.english)")
            }
            guard !query.items[..<index].contains(code) else {
                throw QueryError(
                    chinese: "\(answer.rawValue) \(code)：重复，每项只写一次",
                    english: "\(answer.rawValue) \(code): asked for twice. Name each once")
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
            let what = by.first.map { Names($0) } ?? Names(chinese: "选项", english: "an option")
            throw QueryError(
                chinese: "\(answer.rawValue) 逐份列出报告，不按 \(what.chinese) 分列。请去掉 by 和 where",
                english:
                    "\(answer.rawValue) lists single reports: it is not told apart by \(what.english). Leave by and "
                    + "where out")
        }
    }
}
