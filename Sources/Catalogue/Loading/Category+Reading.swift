extension Category {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["code", "name", "options"], optional: ["total"])
        code = try fields("code").code(.option)
        names = try fields("name").names()
        options = try fields("options").list(Option.init)
        hasTotal = try fields.optional("total")?.boolean() ?? true
        guard !Self.reserved.contains(code) else {
            let taken = Self.reserved.joined(separator: " ")
            throw fields("code").refused(
                "'\(code)' has a meaning of its own in questions and files, as \(taken) have")
        }
        guard !options.isEmpty else {
            throw fields("options").refused("is empty, expected at least one option")
        }
    }

    /// Words that stand beside categories in questions and in the columns of report CSV.
    private static let reserved = [
        "unit", "month", "quarter", "year", "week", "day", "half", "period", "data_set", "id", "saved_at",
        "status",
    ]
}

extension Category.Option {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["id", "code", "name"])
        id = try fields("id").id()
        code = try fields("code").code(.option)
        names = try fields("name").names()
    }
}
