extension Derivation {
    /// `present(CP_DUE_AT) and ended(CP_DUE_AT)`
    ///
    /// - Parameter otherwise: what it is where the rule does not hold: `zero`, or `nothing`.
    init(_ value: YAMLValue, otherwise: YAMLValue?) throws(CatalogueError) {
        var words = try Words(value, of: "a rule such as present(A) and ended(B) and not_after(C, D)")
        var conditions: [Condition] = []
        repeat { conditions.append(try Self.condition(&words)) } while words.take("and")
        try words.end()
        self.conditions = conditions
        countsOnlyHolding = try otherwise?.word(of: ["zero": false, "nothing": true]) ?? false
    }

    private static func condition(_ words: inout Words) throws(CatalogueError) -> Condition {
        let ofOne = ["present", "absent", "ended", "positive", "zero"]
        let ofTwo = ["not_after", "after", "absent_or_after"]
        guard let name = words.takeOne(of: ofOne + ofTwo) else {
            let all = ofOne.map { "\($0)(…)" } + ofTwo.map { "\($0)(…, …)" }
            throw words.unexpected("one of \(all.joined(separator: ", "))")
        }
        try words.expect("(")
        let first = try words.code(.element)
        var second = first
        if ofTwo.contains(name) {
            try words.expect(",")
            second = try words.code(.element)
        }
        try words.expect(")")
        return switch name {
        case "absent": .absent(first)
        case "ended": .dayEnded(first)
        case "positive": .positive(first)
        case "zero": .zero(first)
        case "not_after": .notAfter(first, second)
        case "after": .after(first, second)
        case "absent_or_after": .absentOrAfter(first, second)
        default: .present(first)
        }
    }
}
