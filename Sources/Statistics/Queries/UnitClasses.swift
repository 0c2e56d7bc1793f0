import Catalogue
import Wire

/// What the registry tells units apart by: urban or rural, and the domain that they belong to.
struct UnitClasses: Sendable {
    private let registry: UnitRegistry
    private let ids: [String: [String: UInt32]]

    init(_ registry: UnitRegistry, _ catalogue: Catalogue) {
        self.registry = registry
        ids = Dictionary(
            uniqueKeysWithValues: Category.ofUnits.map { code in
                let options = catalogue.category(code)?.options ?? []
                return (code, Dictionary(uniqueKeysWithValues: options.map { ($0.code, $0.id) }))
            })
    }

    /// The id of the option that a unit has; `OptionColumns.noOption` where the registry gives it none.
    func option(_ category: Category, of unit: UnitCode?) -> UInt32 {
        guard let unit else { return OptionColumns.noOption }
        let option = category.code == "area" ? registry.area(of: unit) : registry.domain(of: unit)
        return option.flatMap { ids[category.code]?[$0] } ?? OptionColumns.noOption
    }

    /// The units at and below one of which anything is held, each by itself, put together by their options of the categories;
    /// those that a filter leaves out are not among them.
    func groups(
        _ source: UnitSource, _ measure: Measure, _ state: borrowing FoldState
    ) -> [[UInt32]: [UnitSource]] {
        var groups: [[UInt32]: [UnitSource]] = [:]
        state.eachHolder(of: measure.dataSet.id, source.unit, isTotal: source.isTotal) { unit in
            let code = state.units.code(unit)
            guard measure.unitFilters.allSatisfy({ option($0.category, of: code) == $0.option.id }) else {
                return
            }
            groups[measure.byUnit.map { option($0, of: code) }, default: []].append(
                .init(unit: unit, isTotal: false))
        }
        return groups
    }
}
