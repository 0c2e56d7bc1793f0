import Catalogue

/// Cells of one option only.
struct Filter: Hashable, Sendable {
    let category: Category
    let option: Category.Option

    init(category code: String, option text: String, _ catalogue: Catalogue) throws(QueryError) {
        guard let category = catalogue.category(code) else {
            let codes = catalogue.categories.map(\.code)
            throw QueryError(
                "where \(code)=\(text): there is no category \(code). Categories are "
                    + "\(codes.joined(separator: ", ")).\(Nearest.hint(code, among: codes))")
        }
        guard let option = category.options.first(where: { $0.code == text }) else {
            let codes = category.options.map(\.code)
            throw QueryError(
                "where \(code)=\(text): \(code) has no option \(text). Options are "
                    + "\(codes.joined(separator: ", ")).\(Nearest.hint(text, among: codes))")
        }
        self.category = category
        self.option = option
    }
}
