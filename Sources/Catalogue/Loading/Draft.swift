import Foundation

/// A part as it was read, with the place where it stands: what is wrong between parts is found later.
struct Placed<Part> {
    let part: Part
    let fields: YAMLFields
}

/// A catalogue file, read part by part; whether the parts agree with each other is not known yet.
struct Draft {
    let version: UInt32
    let names: Names
    let timeZone: TimeZone
    let levels: [Placed<Catalogue.Level>]
    let categories: [Placed<Category>]
    let dataSets: [Placed<DataSet>]
    let elements: [Placed<Element>]
    let unitsOfMeasure: [Placed<UnitOfMeasure>]
    let subjects: [Placed<Subject>]
    let indicators: [Placed<Indicator>]
    let rules: [Placed<Rule>]

    init(_ value: YAMLValue) throws(CatalogueError) {
        let fields = try value.fields(
            ["version", "name", "time_zone", "levels", "categories", "data_sets", "indicators"],
            optional: ["units_of_measure", "subjects", "rules"])
        version = UInt32(try fields("version").integer(in: 1...Int64(UInt32.max)))
        names = try fields("name").names()
        timeZone = try Self.timeZone(fields("time_zone"))
        levels = try fields("levels").list(Self.placed(Catalogue.Level.init))
        guard !levels.isEmpty else { throw fields("levels").refused("is empty, expected at least one level") }
        categories = try fields("categories").list(Self.placed(Category.init))
        let forms = try fields("data_sets").list(Self.form)
        dataSets = forms.map(\.dataSet)
        elements = forms.flatMap(\.elements)
        unitsOfMeasure =
            try fields.optional("units_of_measure")?.list(Self.placed(UnitOfMeasure.init)) ?? []
        subjects = try fields.optional("subjects")?.list(Self.placed(Subject.init)) ?? []
        indicators = try fields("indicators").list(Self.placed(Indicator.init))
        rules = try fields.optional("rules")?.list(Self.placed(Rule.init)) ?? []
    }

    private static func placed<Part>(
        _ read: @escaping (YAMLValue) throws(CatalogueError) -> Part
    ) -> (YAMLValue) throws(CatalogueError) -> Placed<Part> {
        { (value) throws(CatalogueError) in Placed(part: try read(value), fields: value.checkedFields()) }
    }

    private static func form(
        _ value: YAMLValue
    ) throws(CatalogueError) -> (dataSet: Placed<DataSet>, elements: [Placed<Element>]) {
        let fields = try value.fields(DataSet.requiredKeys, optional: DataSet.optionalKeys)
        let code = try fields("code").code(.dataSet)
        let elements = try fields("elements").list(
            placed { (value) throws(CatalogueError) in try Element(value, dataSet: code) })
        let dataSet = try DataSet(fields, elements: elements.map(\.part))
        return (Placed(part: dataSet, fields: fields), elements)
    }

    private static func timeZone(_ value: YAMLValue) throws(CatalogueError) -> TimeZone {
        let name = try value.text()
        guard let zone = TimeZone(identifier: name) else {
            throw value.refused("'\(name)' is no time zone known here, expected a name such as Asia/Shanghai")
        }
        return zone
    }
}
