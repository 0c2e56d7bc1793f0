import Catalogue

/// Cells of one option only.
struct Filter: Hashable, Sendable {
    let category: Category
    let option: Category.Option

    init(category code: String, option text: String, _ catalogue: Catalogue) throws(QueryError) {
        guard let category = catalogue.category(code) else {
            let codes = catalogue.categories.map(\.code)
            let (known, hint) = (Names(list: codes), Nearest.hint(code, among: codes))
            throw QueryError(
                chinese: "where \(code)=\(text)：没有分类 \(code)，现有分类：\(known.chinese)。\(hint.chinese)",
                english: "where \(code)=\(text): there is no category \(code). Categories are "
                    + "\(known.english).\(hint.english)")
        }
        guard let option = category.options.first(where: { $0.code == text }) else {
            let codes = category.options.map(\.code)
            let (known, hint) = (Names(list: codes), Nearest.hint(text, among: codes))
            throw QueryError(
                chinese: "where \(code)=\(text)：\(code) 没有选项 \(text)，现有选项：\(known.chinese)。\(hint.chinese)",
                english: "where \(code)=\(text): \(code) has no option \(text). Options are "
                    + "\(known.english).\(hint.english)")
        }
        self.category = category
        self.option = option
    }
}
