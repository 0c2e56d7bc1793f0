extension Subject {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["code", "name"], optional: ["breakdowns"])
        code = try fields("code").code(.option)
        names = try fields("name").names()
        breakdowns = try fields.optional("breakdowns")?.list(Breakdown.init) ?? []
    }
}

extension Subject.Breakdown {
    fileprivate init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["of", "by"], optional: ["most"])
        item = try fields("of").code(.element)
        category = try fields("by").code(.option)
        most =
            try fields.optional("most").map { (value) throws(CatalogueError) in
                Int(try value.integer(in: 1...100))
            }
    }
}
