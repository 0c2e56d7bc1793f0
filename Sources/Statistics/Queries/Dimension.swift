import Catalogue
import Wire

/// What the rows of an answer are told apart by.
enum Dimension: Hashable, Sendable {
    /// Codes of this length, and the units above that reported themselves.
    case unit(Catalogue.Level)
    case period(PeriodType, name: String)
    case category(Category)
    /// Forms, where reports are counted.
    case form

    static let periodNames: [(name: String, type: PeriodType, chinese: String, english: String)] = [
        ("day", .daily, "日", "Day"), ("week", .weekly, "周", "Week"), ("month", .monthly, "月", "Month"),
        ("quarter", .quarterly, "季度", "Quarter"), ("half", .sixMonthly, "半年", "Half year"),
        ("year", .yearly, "年", "Year"),
    ]

    static let formName = "data_set"

    /// As it is asked for in `by`.
    init(_ text: String, _ catalogue: Catalogue) throws(QueryError) {
        if text == "unit" || text.hasPrefix("unit:") {
            let asked = String(text.dropFirst(5))
            guard let level = catalogue.level(asked) else {
                let levels = catalogue.levels.map { "unit:\($0.length) or unit:\($0.code)" }
                throw QueryError(
                    "by \(text): there is no such level of units. Levels are \(levels.joined(separator: ", "))",
                    chinese: "没有单位层级 \(text)，现有层级：\(levels.joined(separator: ", "))")
            }
            self = .unit(level)
        } else if let named = Self.periodNames.first(where: { $0.name == text }) {
            self = .period(named.type, name: text)
        } else if text == Self.formName {
            self = .form
        } else if let category = catalogue.category(text) {
            self = .category(category)
        } else {
            let categories = catalogue.categories.map(\.code)
            throw QueryError(
                "by \(text): expected unit:LEVEL, \(Self.periodNames.map(\.name).joined(separator: ", ")) or a "
                    + "category (\(categories.joined(separator: ", "))).\(Nearest.hint(text, among: categories))"
            )
        }
    }

    var column: ResultTable.Column {
        switch self {
        case .unit(let level):
            ResultTable.Column(
                name: "unit", kind: .text, chinese: level.names.chinese, english: level.names.english)
        case .period(_, let name):
            ResultTable.Column(
                name: name, kind: .text, chinese: Self.periodNames.first { $0.name == name }?.chinese ?? "",
                english: Self.periodNames.first { $0.name == name }?.english ?? "")
        case .form:
            ResultTable.Column(name: Self.formName, kind: .text, chinese: "报表", english: "Form")
        case .category(let category):
            ResultTable.Column(
                name: category.code, kind: .text, chinese: category.names.chinese,
                english: category.names.english)
        }
    }
}
