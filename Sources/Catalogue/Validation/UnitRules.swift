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
            return Fault(
                .badUnitCode, chinese: "单位代码含有 0-9 和 A-Z 以外的字符",
                english: "the unit's code holds other characters than 0-9 and A-Z")
        }
        guard levelLengths.contains(unit.length) else {
            let lengths = levelLengths.map(String.init).joined(separator: ", ")
            return Fault(
                .badUnitCode, chinese: "单位代码长 \(unit.length) 位，应为 \(lengths) 位之一",
                english: "the unit's code is \(unit.length) long, expected one of \(lengths)")
        }
        if let closed = dataSet.reporters.units.first(where: { $0 != unit && unit.hasPrefix($0) }) {
            return Fault(
                .unitDoesNotReport, chinese: "\(closed) 已代其全部下级填报，下级不应再报",
                english: "\(closed) reports for everything below it, expected no report from there")
        }
        guard dataSet.reporters.lengths.contains(unit.length) || dataSet.reporters.units.contains(unit) else {
            let expected = expectedReporters
            return Fault(
                .unitDoesNotReport,
                chinese: "代码长 \(unit.length) 位的单位不填报此表，应为\(expected.chinese)",
                english:
                    "a unit of code length \(unit.length) does not report it, expected \(expected.english)")
        }
        if let subtree, !unit.hasPrefix(subtree) {
            return Fault(
                .outsideSubtree, chinese: "单位不在 \(subtree.printable) 之内，应为其本级或下级",
                english: "the unit lies outside \(subtree.printable), expected one at or below it")
        }
        return nil
    }

    private var expectedReporters: Names {
        let lengths = dataSet.reporters.lengths.map(String.init).joined(separator: ", ")
        let units = dataSet.reporters.units.map(\.description).joined(separator: ", ")
        let parts = [
            lengths.isEmpty ? nil : Names(chinese: "代码长 \(lengths) 位的单位", english: "code length \(lengths)"),
            units.isEmpty ? nil : Names(chinese: "单位 \(units)", english: "unit \(units)"),
        ].compactMap { $0 }
        return Names(
            chinese: parts.map(\.chinese).joined(separator: "或"),
            english: parts.map(\.english).joined(separator: " or "))
    }
}
