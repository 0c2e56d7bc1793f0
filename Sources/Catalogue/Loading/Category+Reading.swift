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
        let fields = try value.fields(["id", "code", "name"], optional: ["pair"])
        id = try fields("id").id()
        code = try fields("code").code(.option)
        names = try fields("name").names()
        pair = try fields.optional("pair").map(Category.Pair.init)
    }
}

extension Category.Pair {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let members = try value.list(Member.init)
        guard members.count == 2, members[0].code != members[1].code else {
            throw value.refused("a pair has two different members, expected a list of two")
        }
        first = members[0]
        second = members[1]
    }
}

extension Category.Pair.Member {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["code", "name"])
        code = try fields("code").code(.option)
        names = try fields("name").names()
    }
}
