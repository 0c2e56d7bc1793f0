import Wire

/// Which units may report a data set.
struct UnitRules {
    private let dataSet: DataSet
    private let levelLengths: [Int]
    private let subtree: UnitCode?

    init(_ dataSet: DataSet, _ levels: [Catalogue.Level], subtree: UnitCode?) {
        self.dataSet = dataSet
        self.subtree = subtree
        levelLengths = levels.map(\.length)
    }

    func fault(_ unit: UnitCode) -> Fault? {
        guard unit.isWellFormed else {
            return Fault(.badUnitCode, "the unit's code holds other characters than 0-9 and A-Z")
        }
        guard levelLengths.contains(unit.length) else {
            let lengths = levelLengths.map(String.init).joined(separator: ", ")
            return Fault(.badUnitCode, "the unit's code is \(unit.length) long, expected one of \(lengths)")
        }
        if let closed = dataSet.reporters.units.first(where: { $0 != unit && unit.hasPrefix($0) }) {
            return Fault(
                .unitDoesNotReport, "\(closed) reports for everything below it, expected no report from there"
            )
        }
        guard dataSet.reporters.lengths.contains(unit.length) || dataSet.reporters.units.contains(unit) else {
            return Fault(
                .unitDoesNotReport,
                "a unit of code length \(unit.length) does not report it, expected \(expectedReporters)")
        }
        if let subtree, !unit.hasPrefix(subtree) {
            return Fault(
                .outsideSubtree, "the unit lies outside \(subtree.printable), expected one at or below it")
        }
        return nil
    }

    private var expectedReporters: String {
        let lengths = dataSet.reporters.lengths.map(String.init).joined(separator: ", ")
        let units = dataSet.reporters.units.map(\.description).joined(separator: ", ")
        return [lengths.isEmpty ? "" : "code length \(lengths)", units.isEmpty ? "" : "unit \(units)"]
            .filter { !$0.isEmpty }.joined(separator: " or ")
    }
}
