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

    /// How many units must report a return for a period on whose last day they are open.
    func count(_ dataSet: DataSet, _ places: Range<Int>, _ period: Period) -> Int64 {
        byDataSet[dataSet.id]?.count(places, on: period.days.upperBound) ?? 0
    }

    func units(_ dataSet: DataSet, _ places: Range<Int>, _ period: Period) -> [UnitCode] {
        (byDataSet[dataSet.id]?.units(places, on: period.days.upperBound) ?? []).compactMap {
            registry.code(at: $0)
        }
    }

    /// The registered units that an answer's row is about.
    func places(_ unit: ReportingUnit) -> Range<Int> {
        guard !unit.isTotal else { return registry.places(below: unit.code) }
        guard let code = unit.code, registry.isRegistered(code) else { return 0..<0 }
        let first = registry.places(below: code).lowerBound
        return first..<first + 1
    }
}
