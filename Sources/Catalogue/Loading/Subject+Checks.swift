extension Placed<Subject> {
    /// What is broken down exists and is told apart by the category.
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        for breakdown in part.breakdowns { try check(breakdown, fields("breakdowns"), catalogue) }
    }

    private func check(
        _ breakdown: Subject.Breakdown, _ place: YAMLValue, _ catalogue: Catalogue
    ) throws(CatalogueError) {
        let (item, category) = (breakdown.item, breakdown.category)
        guard catalogue.category(category) != nil else {
            throw place.refused("there is no category \(category)")
        }
        let elements: [String]
        if let indicator = catalogue.indicator(item) {
            guard !indicator.expressions.isEmpty, indicator.expressions.allSatisfy({ $0.family == .sum })
            else { throw place.refused("\(item) is neither a sum nor a rate of sums, expected one") }
            elements = indicator.elements
        } else {
            let sum = Expression(element: item)
            try sum.check(place, in: catalogue)
            elements = sum.elements
        }
        // The registry tells units apart by some categories, and with them all that they report.
        guard !Category.ofUnits.contains(category) else { return }
        for element in elements where !catalogue.categories(ofElement: element).contains(category) {
            throw place.refused("\(element) is not told apart by \(category), expected one of its categories")
        }
    }
}
