internal import Catalogue
internal import Wire

/// What was answered to the questions of a page.
struct BriefAnswers {
    private var tables: [BriefQuestion: ResultTable] = [:]
    private var refusals: [BriefQuestion: String] = [:]

    mutating func take(_ question: BriefQuestion, _ table: ResultTable) { tables[question] = table }
    mutating func refuse(_ question: BriefQuestion, _ reason: String) { refusals[question] = reason }

    /// The answer that an item is in.
    func answer(_ purpose: BriefQuestion.Purpose, _ item: String) -> (
        question: BriefQuestion, rows: BriefRows
    )? {
        tables.first { $0.key.purpose == purpose && $0.key.items.contains(item) }.map {
            ($0.key, BriefRows($0.value))
        }
    }

    func refusal(_ purpose: BriefQuestion.Purpose, _ item: String) -> String? {
        refusals.first { $0.key.purpose == purpose && $0.key.items.contains(item) }?.value
    }

    func notes(_ purpose: BriefQuestion.Purpose) -> [String] {
        tables.filter { $0.key.purpose == purpose }.flatMap(\.value.notes)
    }

    var all: [ResultTable] { Array(tables.values) }
}

extension BriefPlan {
    /// Asks everything. A question that is refused is asked again item by item, so that one item costs its neighbours nothing.
    ///
    /// - Parameters:
    ///   - progress: called with how many questions are answered, of how many.
    ///   - ask: puts one question to an aggregator.
    /// - Throws: what `ask` throws but refusals.
    func answers(
        progress: (_ done: Int, _ total: Int) -> Void, ask: (Query) async throws -> ResultTable
    ) async throws -> BriefAnswers {
        var answers = BriefAnswers()
        var waiting = questions
        var done = 0
        while !waiting.isEmpty {
            let question = waiting.removeFirst()
            do {
                answers.take(question, try await ask(question.query(unit)))
            } catch let error as ClientError {
                guard case .refused(let reason) = error.kind else { throw error }
                if question.items.count == 1 {
                    answers.refuse(question, reason)
                } else {
                    waiting += question.items.map { item in
                        var single = question
                        single.items = [item]
                        return single
                    }
                }
            }
            done += 1
            progress(done, done + waiting.count)
        }
        return answers
    }
}

/// An answer's cells by the names of its columns.
struct BriefRows {
    private let table: ResultTable
    private let indices: [String: Int]

    init(_ table: ResultTable) {
        self.table = table
        indices = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    var rows: [[ResultTable.Value]] { table.rows }

    /// Rows that have these texts in these columns.
    func rows(_ texts: [String: String]) -> [[ResultTable.Value]] {
        table.rows.filter { row in texts.allSatisfy { text(row, $0.key) == $0.value } }
    }

    func text(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], case .text(let text) = row[index] else { return nil }
        return text
    }

    func number(_ row: [ResultTable.Value], _ column: String) -> Int64? {
        guard let index = indices[column], case .number(let number) = row[index] else { return nil }
        return number
    }

    /// As tables show it; nil where there is no value.
    func shown(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], row[index] != .none else { return nil }
        return row[index].tableText(table.columns[index].kind)
    }

    /// With two decimals, without a measure.
    func rounded(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], row[index] != .none else { return nil }
        return row[index].roundedText(table.columns[index].kind)
    }

    /// For charts.
    func fraction(_ row: [ResultTable.Value], _ column: String) -> Double? {
        guard let index = indices[column], let number = number(row, column) else { return nil }
        guard case .decimal(let scale, _) = table.columns[index].kind else { return Double(number) }
        return Double(number) / (0..<scale).reduce(1.0) { power, _ in power * 10 }
    }
}
