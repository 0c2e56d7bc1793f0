import Wire

extension Catalogue.Level {
    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(["length", "code", "name"])
        length = Int(try fields("length").integer(in: 1...Int64(UnitCode.maximumLength)))
        code = try fields("code").code(.option)
        names = try fields("name").names()
    }
}
