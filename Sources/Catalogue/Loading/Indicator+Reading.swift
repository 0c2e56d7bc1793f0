extension Indicator {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(
            ["code", "name", "numerator"], optional: ["subject", "denominator", "factor", "note"])
        code = try fields("code").code(.element)
        names = try fields("name").names()
        subject = try fields.optional("subject")?.code(.option)
        numerator = try Expression(fields("numerator"))
        denominator = try fields.optional("denominator").map(Expression.init)
        factor = try fields.optional("factor")?.integer(in: 1...1_000_000) ?? 1
        note = try fields.optional("note")?.names()
    }
}

extension Indicator.Expression {
    /// `COV_SINGLE + COV_JOINT`, `CP_DUE_ONTIME{urgency=acute}`, `COV_TOTAL - COV_SINGLE`
    init(_ value: YAMLValue) throws(CatalogueError) {
        var words = try Words(value, of: "a sum such as A + B - C{category=option}")
        var terms: [Indicator.Term] = []
        var sign: Int64 = words.take("-") ? -1 : 1
        repeat {
            let element = try words.code(.element)
            terms.append(Indicator.Term(sign: sign, element: element, filter: try Self.filter(&words)))
            guard let next = words.takeOne(of: ["+", "-"]) else { break }
            sign = next == "-" ? -1 : 1
        } while true
        try words.end()
        self.terms = terms
    }

    private static func filter(_ words: inout Words) throws(CatalogueError) -> [String: String] {
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
