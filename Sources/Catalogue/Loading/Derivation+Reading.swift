extension Derivation {
    /// `present(CP_DUE_AT) and ended(CP_DUE_AT)`
    init(_ value: YAMLValue) throws(CatalogueError) {
        var words = try Words(value, of: "a rule such as present(A) and ended(B) and not_after(C, D)")
        var conditions: [Condition] = []
        repeat { conditions.append(try Self.condition(&words)) } while words.take("and")
        try words.end()
        self.conditions = conditions
    }

    private static func condition(_ words: inout Words) throws(CatalogueError) -> Condition {
        guard let name = words.takeOne(of: ["present", "absent", "ended", "not_after"]) else {
            throw words.unexpected("present(…), absent(…), ended(…) or not_after(…, …)")
        }
        try words.expect("(")
        let first = try words.code(.element)
        var condition = Condition.present(first)
        switch name {
        case "absent": condition = .absent(first)
        case "ended": condition = .dayEnded(first)
        case "not_after":
            try words.expect(",")
            condition = .notAfter(first, try words.code(.element))
        default: break
        }
        try words.expect(")")
        return condition
    }
}
