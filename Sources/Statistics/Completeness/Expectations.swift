import Catalogue
import Wire

/// What the registry expects of its units, worked out once.
struct Expectations: Sendable {
    let registry: UnitRegistry
    private let byDataSet: [UInt32: Expectation]

    init(_ registry: UnitRegistry, _ catalogue: Catalogue) {
        self.registry = registry
        let returns = catalogue.dataSets.filter { !$0.form.isEvent }
        var plain: [DataSet.Reporters: [UInt32]] = [:]
        let reporters = Set(returns.map(\.reporters))
        var detailed: [(place: UInt32, code: UnitCode)] = []
        for place in 0..<registry.count {
            guard let code = registry.code(at: place) else { continue }
            if registry.hasDetails(code) {
                detailed.append((UInt32(place), code))
            } else {
                for reporters in reporters where reporters.permit(code) {
                    plain[reporters, default: []].append(UInt32(place))
                }
            }
        }
        byDataSet = Dictionary(
            uniqueKeysWithValues: returns.map { dataSet in
                var expectation = Expectation(plain: plain[dataSet.reporters] ?? [])
                for (place, code) in detailed {
                    for time in registry.times(of: code) where time.obliges(code, to: dataSet) {
                        if time.isAlways {
                            expectation.always.append(place)
                        } else {
                            expectation.timed.append(Expectation.Timed(place: place, days: time.days))
                        }
                    }
                }
                return (dataSet.id, expectation)
            })
    }

    /// The units that must report a return, of those that a row is about.
    func due(_ form: DataSet, _ places: Range<Int>) -> Expectation.Due {
        byDataSet[form.id]?.due(places) ?? Expectation.Due(always: 0, timed: [])
    }

    /// Those that must report it for a period, on whose last day they are open.
    func units(_ form: DataSet, _ places: Range<Int>, _ period: Period) -> [UnitCode] {
        (byDataSet[form.id]?.units(places, on: period.days.upperBound) ?? []).compactMap {
            registry.code(at: $0)
        }
    }
}

extension UnitRegistry {
    /// The registered units that a row is about.
    func places(of unit: UnitCode?, isTotal: Bool) -> Range<Int> {
        let below = places(below: unit)
        guard !isTotal else { return below }
        return unit.map(isRegistered) == true ? below.lowerBound..<below.lowerBound + 1 : 0..<0
    }
}
