internal import Catalogue
internal import Wire

/// What must be known of a unit before its figures are read: that nobody registered it, that it opens later, that it has
/// closed, and who took over.
struct BriefWarnings {
    private let plan: BriefPlan
    private let answers: BriefAnswers

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        self.answers = answers
    }

    /// Empty where no units are registered at all.
    var ofUnit: [Names] {
        guard let (_, rows) = answers.answer(.unit, BriefQuestion.everything) else { return [] }
        guard let first = rows.rows.first, let last = rows.rows.last else {
            return [
                Names(
                    chinese: "\(plan.unit) 没有登记：代码是否有误？未登记的单位没有应报数。",
                    english:
                        "\(plan.unit) is not registered. Is the code right? Of a unit that is not registered nothing is expected."
                )
            ]
        }
        return [opening(rows, first), closing(rows, last)].compactMap { $0 }
    }

    private func opening(_ rows: BriefRows, _ row: [ResultTable.Value]) -> Names? {
        guard let day = rows.text(row, "opened"), day > DateText.text(day: plan.period.days.upperBound) else {
            return nil
        }
        return Names(
            chinese: "\(plan.unit) \(day)才设立，在本页期别之后。",
            english: "\(plan.unit) opened on \(day), after the period of this page.")
    }

    private func closing(_ rows: BriefRows, _ row: [ResultTable.Value]) -> Names? {
        let today = DayClock(plan.catalogue.timeZone).day(ofSeconds: answers.answeredAtMilliseconds / 1_000)
        guard let day = rows.text(row, "closed"), day <= DateText.text(day: today) else { return nil }
        let after = rows.text(row, "successors")
        return Names(
            chinese: "\(plan.unit) 已于\(day)撤销\(after.map { "，继任单位：\($0)" } ?? "，没有登记继任单位")。历史数据不转移。",
            english:
                "\(plan.unit) closed on \(day); \(after.map { "taken over by \($0)" } ?? "no successor is registered"). "
                + "Nothing is moved to a successor.")
    }
}
