internal import Catalogue
internal import Wire

/// Makes a page of what was answered.
struct BriefReading {
    private let plan: BriefPlan
    private let answers: BriefAnswers

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        self.answers = answers
    }

    var brief: Brief {
        let reporting = BriefReporting(plan, answers)
        let notes = BriefNotes(plan, answers)
        let read = BriefFigures(plan, answers, reporting)
        let figures = plan.subjects.map { $0.lines.map { (line: $0, figures: read.figures($0)) } }
        let nothingCame = reporting.isEmpty && !figures.joined().contains(where: Self.isOfEvents)
        return Brief(
            unit: plan.unit.description, unitName: reporting.unitName,
            period: plan.period.names,
            sections: plan.subjects.enumerated().map { index, subject in
                Brief.Section(
                    names: subject.names, figures: figures[index].flatMap(\.figures),
                    notes: notes.notes(index))
            },
            reporting: reporting.page,
            warnings: BriefWarnings(plan, answers).ofUnit + (nothingCame ? [BriefWords.nothingCame] : []),
            notes: notes.others, asOf: asOf)
    }

    /// Whether something came of forms of which nobody counts the reports.
    private static func isOfEvents(_ line: BriefPlan.Line, _ figures: [Brief.Figure]) -> Bool {
        let forms = line.indicator.forms
        return !forms.isEmpty && forms.allSatisfy(\.isOfEvents) && figures.contains { $0.value != nil }
    }

    /// The questions were asked one after the other, so a journal may have gone on meanwhile.
    private var asOf: [String] {
        var ranges: [String: ClosedRange<UInt64>] = [:]
        for asOf in answers.asOf {
            let position = asOf.position.position
            let known = ranges["\(asOf.position.journal)"] ?? position...position
            ranges["\(asOf.position.journal)"] =
                min(known.lowerBound, position)...max(known.upperBound, position)
        }
        let time = DateText.text(
            seconds: answers.answeredAtMilliseconds / 1_000, DayClock(plan.catalogue.timeZone))
        guard !ranges.isEmpty else { return [time] }
        return ranges.sorted { $0.key < $1.key }.map { journal, range in
            let last = range.lowerBound == range.upperBound ? "" : "..\(range.upperBound)"
            return "\(journal):\(range.lowerBound)\(last) (\(time))"
        }
    }
}
