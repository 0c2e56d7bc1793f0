extension Expression {
    /// The elements exist, can be added, and have every category that a filter names.
    func check(_ place: YAMLValue, in catalogue: Catalogue) throws(CatalogueError) {
        for term in terms {
            switch term.operand {
            case .element(let selection): try selection.checkAddable(place, catalogue)
            case .yearToDate(let selection): try selection.checkFlow(place, catalogue)
            case .weightedMean(let value, let weight):
                guard let element = catalogue.element(value), element.kind == .rate(weight: weight) else {
                    throw place.refused("\(value) is no rate that \(weight) weighs, expected one that is")
                }
            case .units(let condition):
                for part in condition.parts { try part.check(place, catalogue) }
            case .reports(_, let dataSet):
                if let dataSet { try place.check(returnForm: dataSet, in: catalogue) }
            }
        }
        try checkFilters(place, catalogue)
        if family == .sum { try checkMixture(place, catalogue) }
    }

    /// Hours and persons are not added up, nor what happened since January and what happened in a month.
    private func checkMixture(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) {
        let parts = elements.compactMap { catalogue.element($0) }
        guard let first = parts.first else { return }
        for other in parts where other.unit != first.unit {
            throw place.refused(
                "\(first.code) is in \(first.unit) and \(other.code) in \(other.unit), expected one unit in a sum"
            )
        }
        let sinceJanuary = terms.count { if case .yearToDate = $0.operand { true } else { false } }
        guard sinceJanuary == 0 || sinceJanuary == terms.count else {
            throw place.refused(
                "some of it is since January and some is not, expected ytd(…) of all or of none")
        }
    }

    /// A filter narrows a whole sum: every element of it has the category.
    private func checkFilters(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) {
        let filters = terms.flatMap { $0.operand.selection?.filter.keys.sorted() ?? [] }
        for code in filters {
            for element in elements { try place.check(element, isToldApartBy: code, in: catalogue) }
        }
    }
}

extension Expression.Selection {
    fileprivate func checkAddable(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) {
        switch try known(place, catalogue).kind {
        case .distribution, .date, .rate:
            throw place.refused(
                "\(element) cannot stand in a sum, expected a flow, stock, cumulative, distinct, target or derived "
                    + "element")
        case .flow, .stock, .cumulative, .distinct, .target, .derived, .balance: break
        }
    }

    fileprivate func checkFlow(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) {
        switch try known(place, catalogue).kind {
        case .flow, .derived: break
        default: throw place.refused("\(element) is not added over time, expected a flow in ytd(…)")
        }
    }

    private func known(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) -> Element {
        guard let found = catalogue.element(element) else {
            throw place.refused("there is no element \(element)")
        }
        try place.check(filter: filter, of: element, in: catalogue)
        return found
    }
}

extension UnitCondition.Part {
    fileprivate func check(_ place: YAMLValue, _ catalogue: Catalogue) throws(CatalogueError) {
        switch self {
        case .reported(let selection), .more(let selection, _): try selection.checkAddable(place, catalogue)
        case .options(let element, _, let category, let count):
            try Expression.Selection(element: element).checkAddable(place, catalogue)
            guard let options = catalogue.category(category)?.options,
                catalogue.categories(ofElement: element).contains(category)
            else {
                throw place.refused(
                    "\(element) is not told apart by \(category), expected one of its categories")
            }
            guard (0...Int64(options.count)).contains(count) else {
                throw place.refused("\(count) options of \(category), expected 0 to \(options.count)")
            }
        }
    }
}

extension YAMLValue {
    fileprivate func check(returnForm code: String, in catalogue: Catalogue) throws(CatalogueError) {
        guard let dataSet = catalogue.dataSet(code) else { throw refused("there is no data set \(code)") }
        if case .event = dataSet.form {
            throw refused("\(code) has events, of which nobody knows how many to expect. Expected a return")
        }
    }
}
