extension Subject {
    var compared: ComparedPart {
        ComparedPart(
            identity: "subject \(code)", title: "subject \(code)", presence: .words,
            properties: [
                ("name", names.text, .words),
                ("breakdowns", breakdowns.map(\.text).joined(separator: ", "), .words),
            ])
    }
}

extension Subject.Breakdown {
    fileprivate var text: String { "\(item) by \(category)" + (most.map { ", \($0)" } ?? "") }
}

extension Indicator {
    var compared: ComparedPart {
        ComparedPart(
            identity: "indicator \(code)", title: "indicator \(code)", presence: .sums,
            properties: [
                // Which reports have all parts of it is found out while they are folded.
                ("formula", formulaText, .sums),
                ("minimum denominator", minimumDenominator.map { "\($0)" } ?? "-", .rules),
                ("lowest level", lowestLevel.map { "\($0)" } ?? "-", .rules),
                ("ranked", unranked.map { "no: \($0.text)" } ?? "yes", .rules),
                ("matures", maturity?.text ?? "-", .rules),
                ("survey", survey.map { "\($0.asked) of \($0.frame)" } ?? "-", .rules),
                ("subject", subject ?? "-", .words), ("name", names.text, .words),
                (
                    "benchmarks",
                    benchmarks.map { "\($0.names.text) \($0.period.text) \($0.value)" }.joined(
                        separator: ", "), .words
                ),
                ("note", note?.text ?? "-", .words),
            ])
    }
}

extension Indicator.Maturity {
    fileprivate var text: String {
        switch self {
        case .days(let days): "\(days) days after the period"
        case .zero(let sum): "when \(sum.text) is 0"
        }
    }
}

extension Rule {
    var compared: ComparedPart {
        ComparedPart(
            identity: "rule \(code)", title: "rule \(code)", presence: .rules,
            properties: [
                ("data set", dataSet, .rules), ("formula", formula, .rules),
                ("missing", missing.rawValue, .rules), ("name", names.text, .words),
                ("note", note?.text ?? "-", .words),
            ])
    }
}
