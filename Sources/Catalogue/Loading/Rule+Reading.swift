extension Rule {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(
            ["code", "name", "data_set", "left", "operator", "right", "missing"], optional: ["note"])
        code = try fields("code").code(.element)
        names = try fields("name").names()
        dataSet = try fields("data_set").code(.dataSet)
        left = try Side(fields("left"))
        comparison = try fields("operator").word(of: ["<=": .atMost, "=": .equal, ">=": .atLeast])
        right = try Side(fields("right"))
        missing = try fields("missing").word(of: [
            "skip_if_any": .skipIfAny, "skip_if_all": .skipIfAll, "never_skip": .neverSkip,
        ])
        note = try fields.optional("note")?.names()
    }
}

extension Rule.Side {
    /// `COV_SINGLE + COV_JOINT`, `WB_REASON{reason=means} - 1`, `CP_CLOSED_AT`, `occurred`
    init(_ value: YAMLValue) throws(CatalogueError) {
        var words = try Words(
            value, of: "a sum such as A + B{category=option} - 1, a date, or the word occurred")
        if words.take("occurred") {
            try words.end()
            self = .occurred
            return
        }
        var terms: [Rule.Term] = []
        var constant: Int64 = 0
        var sign: Int64 = words.take("-") ? -1 : 1
        repeat {
            if let number = try words.wholeNumber() {
                let (sum, overflow) = constant.addingReportingOverflow(sign * number)
                guard !overflow, sum.magnitude <= Self.constantLimit else {
                    throw words.refused(
                        "the number is too large, expected one of up to \(Self.constantLimit)")
                }
                constant = sum
            } else {
                let element = try words.code(.element)
                let filter = try Expression.Selection.filter(&words)
                terms.append(Rule.Term(sign: sign, element: element, filter: filter))
            }
            guard let next = words.takeOne(of: ["+", "-"]) else { break }
            sign = next == "-" ? -1 : 1
        } while true
        try words.end()
        self = .sum(terms, constant: constant)
    }

    private static let constantLimit = 1_000_000_000_000
}
