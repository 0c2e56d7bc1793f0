extension Subject {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["code", "name"])
        code = try fields("code").code(.option)
        names = try fields("name").names()
    }
}
