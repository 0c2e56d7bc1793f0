extension Rule {
    /// Codes of the categories for each combination of whose options it is checked, ascending; nil where its elements are
    /// told apart by different ones, so that their sums are compared. Filters leave out the categories that they name.
    package func openCategories(_ catalogue: Catalogue) -> [String]? {
        let open = terms.map { term in
            (catalogue.element(term.element)?.categories ?? []).filter { term.filter[$0] == nil }.sorted()
        }
        guard let first = open.first, open.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
