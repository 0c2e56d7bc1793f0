import Yams

extension Draft {
    /// Every id and every code stands once in its name space; elements and indicators share one.
    func checkCodesAndIDs() throws(CatalogueError) {
        try once(levels.map { ($0.part.code, $0.fields("code")) }, "the level's code")
        try once(categories.map { ($0.part.code, $0.fields("code")) }, "the category's code")
        try once(dataSets.map { ($0.part.code, $0.fields("code")) }, "the data set's code")
        try once(unitsOfMeasure.map { ($0.part.code, $0.fields("unit")) }, "the unit")
        try once(subjects.map { ($0.part.code, $0.fields("code")) }, "the subject's code")
        try once(rules.map { ($0.part.code, $0.fields("code")) }, "the rule's code")
        try once(dataSets.map { ($0.part.id, $0.fields("id")) }, "the data set's id")
        try once(elements.map { ($0.part.id, $0.fields("id")) }, "the element's id")
        try once(
            elements.map { ($0.part.code, $0.fields("code")) }
                + indicators.map { ($0.part.code, $0.fields("code")) },
            "the code of an element or indicator")
        var options: [(UInt32, YAMLValue)] = []
        for category in categories {
            let list = try category.fields("options").list { (value) throws(CatalogueError) in
                value.checkedFields()
            }
            options += zip(category.part.options, list).map { ($0.id, $1("id")) }
            try once(zip(category.part.options, list).map { ($0.code, $1("code")) }, "the option's code")
        }
        try once(options, "the option's id")
    }

    /// Lengths ascend, so that each level lies in the one before it.
    func checkLevels() throws(CatalogueError) {
        for (level, next) in zip(levels, levels.dropFirst()) where next.part.length <= level.part.length {
            throw next.fields("length").refused(
                "\(next.part.length) after \(level.part.length), expected lengths that ascend")
        }
    }

    /// Where units are named, all are: an element's unit that is not among them is misspelt.
    func checkUnitsOfMeasure() throws(CatalogueError) {
        let known = unitsOfMeasure.map(\.part.code)
        guard !known.isEmpty else { return }
        for element in elements where !known.contains(element.part.unit) {
            throw element.fields("unit").refused(
                "\(element.part.unit) is not among units_of_measure, expected one of \(known.joined(separator: ", "))"
            )
        }
    }

    private func once<Key: Hashable>(_ uses: [(Key, YAMLValue)], _ what: String) throws(CatalogueError) {
        var first: [Key: YAMLValue] = [:]
        for (key, place) in uses {
            if let other = first.updateValue(place, forKey: key) {
                let line = other.node.mark.map { "line \($0.line)" } ?? "before"
                throw place.refused("\(what) \(key) is taken already (\(line)), expected one of its own")
            }
        }
    }
}
