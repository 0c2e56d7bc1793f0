package import Wire

extension DataSet.Reporters {
    /// Whether a unit or anything below it may report.
    package func reach(_ unit: UnitCode) -> Bool {
        units.contains { $0.hasPrefix(unit) }
            || lengths.contains { $0 >= unit.length } && !units.contains { unit.hasPrefix($0) }
    }

    /// The nearest unit above that may report; nil where there is none.
    package func holder(above unit: UnitCode) -> UnitCode? {
        units.first { $0 != unit && unit.hasPrefix($0) }
            ?? lengths.filter { $0 < unit.length }.max().flatMap { unit.prefix($0) }
    }
}
