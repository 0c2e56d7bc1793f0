extension Element {
    init(_ value: YAMLValue, dataSet: String) throws(CatalogueError) {
        let fields = try value.fields(
            ["id", "code", "name", "definition", "source", "kind", "unit"],
            optional: [
                "bounds", "scale", "categories", "dated_by", "sensitive", "weight", "rule", "out_of", "bands",
                "agrees_with", "otherwise",
            ])
        id = try fields("id").id()
        code = try fields("code").code(.element)
        names = try fields("name").names()
        definition = try fields("definition").names()
        source = try fields("source").text()
        self.dataSet = dataSet
        kind = try Self.kind(fields)
        unit = try fields("unit").text()
        scale = Int(try fields.optional("scale")?.integer(in: 0...9) ?? 0)
        bounds = try Self.bounds(fields, kind)
        categories = try fields.optional("categories")?.codes(.option) ?? []
        datedBy = try fields.optional("dated_by")?.code(.element)
        isSensitive = try fields.optional("sensitive")?.boolean() ?? false
        outOf = try fields.optional("out_of")?.code(.element)
        bands =
            try fields.optional("bands")?.list { (value) throws(CatalogueError) in
                try value.integer(in: 1...Int64.max)
            } ?? []
        agreesWith = try fields.optional("agrees_with")?.code(.element)
    }

    private static func kind(_ fields: YAMLFields) throws(CatalogueError) -> Kind {
        let name = try fields("kind").text()
        if name != "rate" { try fields.refuse(["weight"], "only a rate has a weight") }
        if name != "derived", name != "balance" {
            try fields.refuse(["rule"], "only a derived element or a balance has a rule")
        }
        if name != "derived" { try fields.refuse(["otherwise"], "only a derived element has it") }
        if name != "distribution" {
            try fields.refuse(["out_of", "bands"], "only a distribution has them")
        }
        switch name {
        case "rate":
            let weight = try fields.demand(
                "weight", "a rate names the element of the same form that weighs it")
            return .rate(weight: try weight.code(.element))
        case "derived":
            let rule = try fields.demand("rule", "a derived element says when it is 1")
            return .derived(try Derivation(rule, otherwise: fields.optional("otherwise")))
        case "balance":
            try fields.refuse(["dated_by"], "a balance is of the end of each period")
            return .balance(
                try Expression(fields.demand("rule", "a balance says what is added and what is taken off")))
        case "date":
            try fields.refuse(["scale", "dated_by"], "a date is counted in whole seconds and dates itself")
            return .date
        default:
            return try fields("kind").word(of: [
                "flow": .flow, "stock": .stock, "cumulative": .cumulative, "distinct": .distinct,
                "distribution": .distribution, "rate": .flow, "date": .date, "target": .target,
                "derived": .flow, "balance": .flow,
            ])
        }
    }

    private static func bounds(_ fields: YAMLFields, _ kind: Kind) throws(CatalogueError) -> ClosedRange<
        Int64
    > {
        switch kind {
        case .derived, .balance:
            try fields.refuse(["bounds", "scale"], "it is worked out from others")
            return 0...1
        default: break
        }
        let value = try fields.demand("bounds", "no value is without bounds, expected [LEAST, GREATEST]")
        let limits = kind == .date ? instants : -Int64.max...Int64.max
        let bounds = try value.list { (value) throws(CatalogueError) in try value.integer(in: limits) }
        guard bounds.count == 2, bounds[0] <= bounds[1] else {
            let shown = bounds.map(String.init).joined(separator: ", ")
            throw value.refused("[\(shown)], expected [LEAST, GREATEST], the least first")
        }
        guard kind != .date || bounds[1] - bounds[0] >= 2 * 86_400 else {
            throw value.refused("the dates are too close, expected at least two days (172800 seconds)")
        }
        return bounds[0]...bounds[1]
    }

    /// 1970-01-01T00:00:00Z to 2199-12-31T23:59:59Z.
    private static let instants: ClosedRange<Int64> = 0...7_258_118_399
}
