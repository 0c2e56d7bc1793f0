internal import Catalogue
internal import Wire

/// Who has reported, by form, and what the unit is called.
struct BriefReporting {
    private let plan: BriefPlan
    private let answers: BriefAnswers

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        self.answers = answers
    }

    /// Of a form for a line's period; a year's target is the same in all its months.
    func completeness(_ form: String, _ line: BriefPlan.Line) -> Brief.Completeness {
        guard let entry = plan.forms.first(where: { $0.form.code == form }),
            entry.period == line.period || line.indicator.targetForms.contains(form)
        else { return .unknown }
        return completeness(form)
    }

    /// No report of any form came; those of forms that nobody expects are not among them.
    var isEmpty: Bool {
        plan.forms.allSatisfy { form, _ in
            guard let (rows, row) = row(form.code) else { return true }
            return (rows.number(row, "actual") ?? 0) + (rows.number(row, "partial") ?? 0) == 0
        }
    }

    private func completeness(_ form: String) -> Brief.Completeness {
        guard let (rows, row) = row(form) else {
            guard isRegistered else { return .unknown }
            return isOver(form) ? .reports(actual: 0, expected: 0) : .pending
        }
        return .reports(
            actual: rows.number(row, "actual") ?? 0, expected: rows.number(row, "expected"))
    }

    /// Nothing is expected before.
    private func isOver(_ form: String) -> Bool {
        guard let (form, period) = plan.forms.first(where: { $0.form.code == form }) else { return true }
        let today = DayClock(plan.catalogue.timeZone).day(ofSeconds: answers.answeredAtMilliseconds / 1_000)
        return (form.isDueAtStart ? period.days.lowerBound : period.days.upperBound + 1) <= today
    }

    private func row(_ form: String) -> (BriefRows, [ResultTable.Value])? {
        guard let (_, rows) = answers.answer(.completeness, form) else { return nil }
        return rows.rows(["data_set": form, "unit": plan.unit.description]).first.map { (rows, $0) }
    }

    /// Who has not reported is known only where units are registered.
    private var isRegistered: Bool {
        plan.forms.contains { answers.answer(.missing, $0.form.code) != nil }
    }

    var page: Brief.Reporting {
        var units: Set<String> = []
        var reports = 0
        var forms: [Brief.Form] = []
        for (form, period) in plan.forms {
            let owing = answers.answer(.missing, form.code).map { $0.rows.rows(["data_set": form.code]) }
            if let owing, let rows = answers.answer(.missing, form.code)?.rows {
                units.formUnion(owing.compactMap { rows.text($0, "unit") })
                reports += owing.count
            }
            let missing = answers.answer(.missing, form.code)?.rows.rows([
                "data_set": form.code, "state": "missing",
            ]).count
            let found = row(form.code)
            forms.append(
                Brief.Form(
                    names: form.names, period: period.text, completeness: completeness(form.code),
                    missing: missing, partial: found.flatMap { $0.number($1, "partial") },
                    disagreeing: found.flatMap { $0.number($1, "disagreeing") },
                    onTime: found.flatMap { $0.shown($1, "on_time_rate") }))
        }
        return Brief.Reporting(forms: forms, missing: isRegistered ? (units.count, reports) : nil)
    }

    /// As it is registered, else as answers about it say; nil where nobody knows of units.
    var unitName: String? {
        let registered = answers.answer(.unit, BriefQuestion.everything).flatMap { _, rows in
            rows.rows.last.flatMap { rows.text($0, "unit.name") }
        }
        return registered
            ?? plan.forms.lazy.compactMap { row($0.form.code) }.compactMap { $0.text($1, "unit.name") }.first
    }
}
