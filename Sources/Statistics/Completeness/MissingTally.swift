import Catalogue
import Wire

/// What came of the reports of one form that were expected for one period.
struct MissingTally: Sendable {
    /// The return that says so; of events, the one that states how many there are.
    let form: DataSet
    let period: Period
    /// Since 1970.
    let dueDay: Int64
    /// How many units, by how far they have come.
    var states: [ReturnState: Int] = [:]

    var expected: Int { states.values.reduce(0, +) }

    /// How rows were found: what makes each form complete, and the first counts.
    static func explanation(_ tallies: [MissingTally]) -> [Names] {
        var forms: [DataSet] = []
        for tally in tallies where !forms.contains(where: { $0.code == tally.form.code }) {
            forms.append(tally.form)
        }
        return [rule] + forms.map(\.completion) + tallies.prefix(Explanation.rowLimit).map(\.line)
    }

    private static let rule = Names(
        chinese: "应报：已登记、须报此表、在期末最后一天存续的单位；缺报：其中现行报告缺失或已撤回的；缺项：缺必填项的",
        english:
            "expected: units that are registered, must report the form and are open on the period's last day; missing: those without "
            + "a report in force, or with a retracted one; partial: those whose report lacks a required element"
    )

    private var line: Names {
        let (complete, partial) = (states[.complete] ?? 0, states[.partial] ?? 0)
        let (missing, disagreeing) = (states[.missing] ?? 0, states[.disagreeing] ?? 0)
        let due = DateText.text(day: dueDay)
        return Names(
            chinese:
                "\(form.code) \(period.text)：应报\(expected) − 齐全\(complete) = 缺报\(missing) + 缺项\(partial) + 与事件不符"
                + "\(disagreeing)；截止 \(due)",
            english:
                "\(form.code) \(period.text): \(expected) expected − \(complete) complete = \(missing) missing + \(partial) "
                + "partial + \(disagreeing) that disagree with the events held; due \(due)")
    }
}

extension DataSet {
    /// What makes a report of it complete.
    fileprivate var completion: Names {
        let required = required.joined(separator: ", ")
        return required.isEmpty
            ? Names(chinese: "\(code)：没有必填项", english: "\(code): nothing is required in it")
            : Names(chinese: "\(code)：必填项 \(required)", english: "\(code): required are \(required)")
    }
}
