import Wire

extension Placed<DataSet> {
    /// What the form names must exist, and exactly one unit on each path must speak for it where its scope says so.
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        if case .event(let categories) = part.form {
            try fields("categories").check(categories: categories, in: catalogue)
        }
        try checkReporters(catalogue)
        try checkMilestones(catalogue)
        for code in part.required {
            guard let element = catalogue.element(code), element.dataSet == part.code, !element.isDerived
            else {
                throw fields("required").refused("\(code) is no element that is sent in \(part.code)")
            }
        }
    }

    private func checkMilestones(_ catalogue: Catalogue) throws(CatalogueError) {
        guard let milestones = part.milestones else { return }
        let uses: [(code: String?, kind: Element.Kind, expected: String)] = [
            (milestones.closed, .date, "date"), (milestones.due, .date, "date"),
            (milestones.deferred, .flow, "flow"),
        ]
        for (code, kind, expected) in uses {
            guard let code else { continue }
            guard let element = catalogue.element(code), element.dataSet == part.code, element.kind == kind
            else { throw fields("case").refused("\(code) is no \(expected) of \(part.code)") }
        }
    }

    private func checkReporters(_ catalogue: Catalogue) throws(CatalogueError) {
        let place = fields("reported_by")
        let lengths = catalogue.levels.map(\.length)
        let expected = "expected a level's: \(lengths.map(String.init).joined(separator: ", "))"
        for length in part.reporters.lengths where !lengths.contains(length) {
            throw place.refused("no level has the code length \(length), \(expected)")
        }
        guard Set(part.reporters.lengths).count == part.reporters.lengths.count else {
            throw place.refused("a code length stands twice, expected once")
        }
        for unit in part.reporters.units {
            guard lengths.contains(unit.length) else {
                throw place.refused("the unit \(unit) has no level's code length, \(expected)")
            }
            for other in part.reporters.units where other != unit && unit.hasPrefix(other) {
                throw place.refused("the unit \(unit) lies below \(other), which shuts it out")
            }
        }
        guard Set(part.reporters.units).count == part.reporters.units.count else {
            throw place.refused("a unit stands twice, expected once")
        }
        guard part.scope == .subtree else { return }
        let shortest = part.reporters.lengths.min() ?? UnitCode.maximumLength
        guard part.reporters.lengths.count <= 1, part.reporters.units.allSatisfy({ $0.length <= shortest })
        else {
            throw place.refused(
                "with the scope subtree exactly one unit on each path reports, expected one code length "
                    + "and units above it")
        }
    }
}

extension YAMLValue {
    /// Each category exists and stands once.
    func check(categories: [String], in catalogue: Catalogue) throws(CatalogueError) {
        for code in categories where catalogue.category(code) == nil {
            let known = catalogue.categories.map(\.code).joined(separator: ", ")
            throw refused("there is no category \(code), expected one of \(known)")
        }
        guard Set(categories).count == categories.count else {
            throw refused("a category stands twice, expected once")
        }
    }
}
