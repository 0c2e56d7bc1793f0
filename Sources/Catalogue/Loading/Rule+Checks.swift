extension Placed<Rule> {
    /// It compares values of one form: numbers with numbers, or a date with a date.
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        guard let dataSet = catalogue.dataSet(part.dataSet) else {
            let known = catalogue.dataSets.map(\.code).joined(separator: ", ")
            throw fields("data_set").refused("there is no data set \(part.dataSet), expected one of \(known)")
        }
        let areDates = [
            try checkSide(part.left, fields("left"), dataSet, catalogue),
            try checkSide(part.right, fields("right"), dataSet, catalogue),
        ]
        guard areDates[0] == areDates[1] else {
            throw fields("right").refused(
                "\(part.right.text) is \(areDates[1] ? "a date" : "a number") and \(part.left.text) is not, expected "
                    + "two dates or two numbers")
        }
        guard !part.terms.isEmpty else {
            throw fields("left").refused("no element is compared, expected one on either side")
        }
        if areDates[0] {
            guard part.missing == .skipIfAny else {
                throw fields("missing").refused("a date that is missing is no 0, expected skip_if_any")
            }
        } else {
            try checkCategories(catalogue)
        }
    }

    /// - Returns: true where the side is a date.
    private func checkSide(
        _ side: Rule.Side, _ place: YAMLValue, _ dataSet: DataSet, _ catalogue: Catalogue
    ) throws(CatalogueError) -> Bool {
        guard case .sum(let terms, let constant) = side else {
            guard case .event = dataSet.form else {
                throw place.refused("occurred is when an event happened, and \(dataSet.code) is a return")
            }
            return true
        }
        var dates = 0
        for term in terms {
            guard let element = catalogue.element(term.element), element.dataSet == dataSet.code,
                !element.isDerived
            else { throw place.refused("\(term.element) is no element that is sent in \(dataSet.code)") }
            try place.check(filter: term.filter, of: term.element, in: catalogue)
            if element.kind == .date { dates += 1 }
        }
        guard dates > 0 else { return false }
        guard terms.count == 1, terms[0].sign == 1, terms[0].filter.isEmpty, constant == 0 else {
            throw place.refused("\(side.text) counts with a date, expected the date alone")
        }
        return true
    }

    /// Elements that are told apart by other categories are compared as sums over their options, which must not overlap.
    private func checkCategories(_ catalogue: Catalogue) throws(CatalogueError) {
        guard part.openCategories(catalogue) == nil else { return }
        for term in part.terms {
            for code in catalogue.element(term.element)?.categories ?? [] where term.filter[code] == nil {
                guard catalogue.category(code)?.hasTotal == false else { continue }
                throw fields("left").refused(
                    "\(term.element) would be summed over the options of \(code), which overlap: expected elements "
                        + "with the same categories, or a filter \(term.element){\(code)=…}")
            }
        }
    }
}
