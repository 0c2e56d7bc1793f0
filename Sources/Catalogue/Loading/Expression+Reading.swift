extension Expression {
    /// `COV_SINGLE + COV_JOINT`, `CP_DUE_ONTIME{urgency=acute}`, `weighted(A, B)`, `units(A > 0)`, `actual(linkage)`
    init(_ value: YAMLValue) throws(CatalogueError) {
        var words = try Words(value, of: "a sum such as A + B - C{category=option}")
        var terms: [Term] = []
        var sign: Int64 = words.take("-") ? -1 : 1
        repeat {
            terms.append(Term(sign: sign, operand: try Operand(&words)))
            guard let next = words.takeOne(of: ["+", "-"]) else { break }
            sign = next == "-" ? -1 : 1
        } while true
        try words.end()
        self.terms = terms
        guard terms.count == 1 || family == .sum && terms.allSatisfy({ $0.operand.family == .sum }) else {
            throw words.refused(
                "means and counts of units or reports cannot be added, expected one of them alone, or elements only"
            )
        }
        guard family == .sum || terms[0].sign == 1 else {
            throw words.refused("a mean or a count of units or reports has no sign, expected it without -")
        }
    }
}

extension Expression.Operand {
    fileprivate init(_ words: inout Words) throws(CatalogueError) {
        let counts = Expression.ReportCount.allCases.map(\.rawValue)
        guard let name = words.takeOne(of: ["ytd", "weighted", "units"] + counts) else {
            self = .element(try Expression.Selection(&words))
            return
        }
        try words.expect("(")
        switch name {
        case "ytd": self = .yearToDate(try Expression.Selection(&words))
        case "weighted":
            let value = try words.code(.element)
            try words.expect(",")
            self = .weightedMean(value: value, weight: try words.code(.element))
        case "units": self = .units(try UnitCondition(&words))
        default:
            let count = Expression.ReportCount(rawValue: name) ?? .expected
            self = .reports(count, dataSet: words.isNext(")") ? nil : try words.dataSetCode())
        }
        try words.expect(")")
    }
}

extension Expression.Selection {
    fileprivate init(_ words: inout Words) throws(CatalogueError) {
        element = try words.code(.element)
        filter = try Self.filter(&words)
    }

    /// `{category=option, category=option}`, or nothing.
    static func filter(_ words: inout Words) throws(CatalogueError) -> [String: String] {
        guard words.take("{") else { return [:] }
        var filter: [String: String] = [:]
        repeat {
            let category = try words.code(.option)
            try words.expect("=")
            guard filter.updateValue(try words.code(.option), forKey: category) == nil else {
                throw words.refused("the category \(category) stands twice in one filter, expected once")
            }
        } while words.take(",")
        try words.expect("}")
        return filter
    }
}

extension UnitCondition {
    /// `A > 0 and options(B > 0, subject) = 4`
    fileprivate init(_ words: inout Words) throws(CatalogueError) {
        var parts: [Part] = []
        repeat { parts.append(try Part(&words)) } while words.take("and")
        self.parts = parts
    }
}

extension UnitCondition.Part {
    fileprivate init(_ words: inout Words) throws(CatalogueError) {
        if words.take("reported") {
            try words.expect("(")
            self = .reported(try Expression.Selection(&words))
            try words.expect(")")
            return
        }
        guard words.take("options") else {
            let selection = try Expression.Selection(&words)
            try words.expect(">")
            self = .more(selection, than: try words.number())
            return
        }
        try words.expect("(")
        let element = try words.code(.element)
        try words.expect(">")
        let least = try words.number()
        try words.expect(",")
        let category = try words.code(.option)
        try words.expect(")")
        try words.expect("=")
        self = .options(element: element, than: least, category: category, count: try words.number())
    }
}
