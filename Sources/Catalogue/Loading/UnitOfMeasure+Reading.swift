extension UnitOfMeasure {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["unit", "name"])
        code = try fields("unit").text()
        names = try fields("name").names()
    }
}
