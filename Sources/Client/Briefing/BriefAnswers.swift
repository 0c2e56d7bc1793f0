internal import Catalogue
internal import Wire

/// What was answered to the questions of a page.
struct BriefAnswers {
    private var tables: [BriefQuestion: ResultTable] = [:]
    private var refusals: [BriefQuestion: String] = [:]

    mutating func take(_ question: BriefQuestion, _ table: ResultTable) { tables[question] = table }
    mutating func refuse(_ question: BriefQuestion, _ reason: String) { refusals[question] = reason }

    /// The answer that an item is in.
    func answer(
        _ purpose: BriefQuestion.Purpose, _ item: String, by categories: [Category] = []
    ) -> (question: BriefQuestion, rows: BriefRows)? {
        tables.first { $0.key.asks(purpose, item, categories) }.map { ($0.key, BriefRows($0.value)) }
    }

    func refusal(
        _ purpose: BriefQuestion.Purpose, _ item: String, by categories: [Category] = []
    ) -> String? {
        refusals.first { $0.key.asks(purpose, item, categories) }?.value
    }

    func notes(_ purpose: BriefQuestion.Purpose) -> [String] {
        tables.filter { $0.key.purpose == purpose }.flatMap(\.value.notes)
    }

    var asOf: [ResultTable.AsOf] { tables.values.flatMap(\.asOf) }

    /// Of the last answer.
    var answeredAtMilliseconds: Int64 { tables.values.map(\.answeredAtMilliseconds).max() ?? 0 }
}

extension BriefQuestion {
    fileprivate func asks(_ purpose: Purpose, _ item: String, _ categories: [Category]) -> Bool {
        self.purpose == purpose && items.contains(item) && self.categories == categories.map(\.code)
    }
}
