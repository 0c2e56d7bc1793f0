/// What narrows an element down to some of its options: option code by category code.
extension YAMLValue {
    /// The categories exist, each has the option, and the element is told apart by it.
    ///
    /// - Throws: where this value stands.
    func check(filter: [String: String], of element: String, in catalogue: Catalogue) throws(CatalogueError) {
        for (code, option) in filter.sorted(by: { $0.key < $1.key }) {
            guard let category = catalogue.category(code) else {
                throw refused("there is no category \(code)")
            }
            guard category.options.contains(where: { $0.code == option }) else {
                let known = category.options.map(\.code).joined(separator: ", ")
                throw refused("\(code) has no option \(option), expected one of \(known)")
            }
            try check(element, isToldApartBy: code, in: catalogue)
        }
    }

    /// - Parameter category: that a filter names.
    func check(
        _ element: String, isToldApartBy category: String, in catalogue: Catalogue
    ) throws(CatalogueError) {
        guard catalogue.categories(ofElement: element).contains(category) else {
            throw refused("\(element) is not told apart by \(category), which a filter names")
        }
    }
}
