extension Placed<Indicator> {
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        try checkSubject(catalogue)
        try check(part.numerator, fields("numerator"), catalogue)
        if let denominator = part.denominator { try check(denominator, fields("denominator"), catalogue) }
    }

    /// Where there are subjects every indicator belongs to one, so that none is left off their pages.
    private func checkSubject(_ catalogue: Catalogue) throws(CatalogueError) {
        let known = catalogue.subjects.map(\.code)
        guard let subject = part.subject else {
            guard known.isEmpty else {
                throw fields("code").refused(
                    "\(part.code) has no subject, expected one of \(known.joined(separator: ", "))")
            }
            return
        }
        guard known.contains(subject) else {
            throw fields("subject").refused(
                "there is no subject \(subject), expected one of \(known.joined(separator: ", "))")
        }
    }

    /// The elements can be added, and have every category that a filter of the expression names.
    private func check(
        _ expression: Indicator.Expression, _ place: YAMLValue, _ catalogue: Catalogue
    ) throws(CatalogueError) {
        for term in expression.terms {
            guard let element = catalogue.element(term.element) else {
                throw place.refused("there is no element \(term.element)")
            }
            switch element.kind {
            case .distribution, .date, .rate:
                throw place.refused(
                    "\(term.element) cannot stand in a sum, expected a flow, stock, cumulative, distinct, "
                        + "target or derived element")
            case .flow, .stock, .cumulative, .distinct, .target, .derived: break
            }
        }
        for term in expression.terms {
            for (code, option) in term.filter.sorted(by: { $0.key < $1.key }) {
                try check(option, of: code, in: expression, place, catalogue)
            }
        }
    }

    private func check(
        _ option: String, of code: String, in expression: Indicator.Expression, _ place: YAMLValue,
        _ catalogue: Catalogue
    ) throws(CatalogueError) {
        guard let category = catalogue.category(code) else {
            throw place.refused("there is no category \(code)")
        }
        guard category.options.contains(where: { $0.code == option }) else {
            let known = category.options.map(\.code).joined(separator: ", ")
            throw place.refused("\(code) has no option \(option), expected one of \(known)")
        }
        for term in expression.terms where !catalogue.categories(ofElement: term.element).contains(code) {
            throw place.refused("\(term.element) is not told apart by \(code), which a filter names")
        }
    }
}
