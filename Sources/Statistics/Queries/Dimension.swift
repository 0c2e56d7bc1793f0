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
                let levels = catalogue.levels.map { level in
                    Names(
                        chinese: "unit:\(level.length) 即 unit:\(level.code)",
                        english: "unit:\(level.length) or unit:\(level.code)")
                }
                throw QueryError(
                    chinese: "没有单位层级 \(text)，现有层级：\(levels.map(\.chinese).joined(separator: "、"))",
                    english: "by \(text): there is no such level of units. Levels are "
                        + levels.map(\.english).joined(separator: ", "))
            }
            self = .unit(level)
        } else if let named = Self.periodNames.first(where: { $0.name == text }) {
            self = .period(named.type, name: text)
        } else if text == Self.formName {
            self = .form
        } else if let category = catalogue.category(text) {
            self = .category(category)
        } else {
            let periods = Names(list: Self.periodNames.map(\.name))
            let categories = Names(list: catalogue.categories.map(\.code))
            let hint = Self.hint(text, catalogue)
            throw QueryError(
                chinese:
                    "by \(text)：应为 unit:层级、\(periods.chinese) 或分类（\(categories.chinese)）。\(hint.chinese)",
                english:
                    "by \(text): expected unit:LEVEL, \(periods.english) or a category (\(categories.english))."
                    + hint.english)
        }
    }

    /// What was probably meant: a level of units, by its name alone, or what has nearly the same name.
    private static func hint(_ text: String, _ catalogue: Catalogue) -> Names {
        if let level = catalogue.level(text) {
            return Names(chinese: "是否指 unit:\(level.code)？", english: " Did you mean unit:\(level.code)?")
        }
        return Nearest.hint(text, among: periodNames.map(\.name) + catalogue.categories.map(\.code))
    }

    /// A column can be asked for once, and units by one level.
    ///
    /// - Parameter text: as it is asked for in `by`.
    func refuse(besides others: [Dimension], as text: String) throws(QueryError) {
        guard let other = others.first(where: { $0.column.name == column.name }) else { return }
        if case .unit(let level) = other, other != self {
            throw QueryError(
                chinese: "by \(text)：一次只能按一个层级分列单位，已按 unit:\(level.code) 分列。请分开查询",
                english:
                    "by \(text): units are told apart by one level at a time, and unit:\(level.code) is asked for too. Ask for each "
                    + "by itself")
        }
        throw QueryError(
            chinese: "by \(text)：重复，每列只能问一次",
            english: "by \(text): asked for twice. Each column can be asked for once")
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
