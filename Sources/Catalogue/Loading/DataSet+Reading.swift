import Wire

extension DataSet {
    /// The elements stand inside their data set and are read with it.
    init(_ fields: YAMLFields, elements: [Element]) throws(CatalogueError) {
        id = try fields("id").id()
        code = try fields("code").code(.dataSet)
        names = try fields("name").names()
        form = try Self.form(fields)
        scope = try fields.optional("scope")?.word(of: ["own": .own, "subtree": .subtree]) ?? .own
        reporters = try Reporters(fields("reported_by"))
        self.elements = elements.map(\.code)
        required = try fields.optional("required")?.codes(.element) ?? []
        milestones = try fields.optional("case").map(Milestones.init)
        graceDays = Int(try fields.optional("grace_days")?.integer(in: 0...366) ?? 0)
        guard !elements.isEmpty else {
            throw fields("elements").refused("is empty, expected at least one element")
        }
    }

    static let requiredKeys = ["id", "code", "name", "form", "reported_by", "elements"]
    static let optionalKeys = [
        "scope", "required", "period", "due_days", "due_from", "grace_days", "look_back", "categories",
        "case",
    ]

    private static func form(_ fields: YAMLFields) throws(CatalogueError) -> Form {
        guard try fields("form").word(of: ["return": true, "event": false]) else {
            try fields.refuse(
                ["period", "due_days", "due_from", "grace_days", "look_back"], "an event has no period")
            return .event(categories: try fields.optional("categories")?.codes(.option) ?? [])
        }
        try fields.refuse(["case"], "only an event is a case")
        try fields.refuse(["categories"], "in a return each element names its own")
        let why = "a return is made for a period and due some days after it"
        return .periodic(
            try fields.demand("period", why).word(of: periodTypes),
            dueDays: Int(try fields.demand("due_days", why).integer(in: 0...3_660)),
            dueFrom: try fields.optional("due_from")?.word(of: ["start": .start, "end": .end]) ?? .end,
            lookBack: Int(try fields.optional("look_back")?.integer(in: 0...1_000) ?? 0))
    }

    private static let periodTypes: KeyValuePairs<String, PeriodType> = [
        "daily": .daily, "weekly": .weekly, "monthly": .monthly, "quarterly": .quarterly,
        "six-monthly": .sixMonthly, "yearly": .yearly,
    ]
}

extension DataSet.Milestones {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["closed"], optional: ["due", "deferred"])
        closed = try fields("closed").code(.element)
        due = try fields.optional("due")?.code(.element)
        deferred = try fields.optional("deferred")?.code(.element)
    }
}

extension DataSet.Reporters {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields([], optional: ["lengths", "units"])
        lengths =
            try fields.optional("lengths")?.list { (value) throws(CatalogueError) in
                Int(try value.integer(in: 1...Int64(UnitCode.maximumLength)))
            } ?? []
        units =
            try fields.optional("units")?.list { (value) throws(CatalogueError) in
                let text = try value.text()
                guard let unit = UnitCode(text), unit.isWellFormed else {
                    throw value.refused("'\(text)' is no unit's code, expected 1 to 16 of 0-9 and A-Z")
                }
                return unit
            } ?? []
        guard !lengths.isEmpty || !units.isEmpty else {
            throw value.refused("nobody reports it, expected lengths, units or both")
        }
    }
}
