internal import Catalogue
internal import Wire

/// Makes a page of what was answered.
struct BriefReading {
    private let plan: BriefPlan
    private let answers: BriefAnswers
    private let reporting: BriefReporting

    init(_ plan: BriefPlan, _ answers: BriefAnswers) {
        self.plan = plan
        self.answers = answers
        reporting = BriefReporting(plan, answers)
    }

    var brief: Brief {
        let notes = BriefNotes(plan, answers)
        return Brief(
            unit: plan.unit.description, unitName: reporting.unitName,
            period: plan.period.names,
            sections: plan.subjects.enumerated().map { index, subject in
                Brief.Section(
                    names: subject.names, figures: subject.lines.flatMap(figures),
                    notes: notes.notes(index))
            },
            reporting: reporting.page, notes: notes.others, asOf: asOf)
    }

    /// One, or one for each of overlapping options.
    private func figures(_ line: BriefPlan.Line) -> [Brief.Figure] {
        let code = line.indicator.indicator.code
        if let absence = line.absence { return [absent(line, absence)] }
        guard let period = line.period else { return [absent(line, BriefWords.noPeriod)] }
        guard let (question, rows) = answers.answer(.trend, code) else {
            return [absent(line, Names(answers.refusal(.trend, code) ?? BriefWords.nothingReported.chinese))]
        }
        let figures = line.indicator.choices.compactMap { choice -> Brief.Figure? in
            let places = BriefPeriods.series(period).map { period in
                rows.rows(
                    choice.texts.merging([question.period.type.dimension: period.text]) { first, _ in first }
                )
                .first
            }
            guard choice.texts.isEmpty || places.contains(where: { $0 != nil }) else { return nil }
            return figure(line, choice, rows, places)
        }
        return figures.isEmpty ? [absent(line, BriefWords.nothingReported)] : figures
    }

    private func absent(_ line: BriefPlan.Line, _ reason: Names) -> Brief.Figure {
        let isReportable = line.absence == nil && !line.indicator.countsReports
        return Brief.Figure(
            code: line.indicator.indicator.code, names: line.indicator.indicator.names,
            period: line.absence == nil ? line.period?.text ?? "" : "",
            completeness: isReportable
                ? line.indicator.forms.map { reporting.completeness($0.code, line) } : [], series: [],
            remarks: [reason])
    }

    /// - Parameter places: the rows of the series; nil where there is none.
    private func figure(
        _ line: BriefPlan.Line, _ choice: BriefChoice, _ rows: BriefRows, _ places: [[ResultTable.Value]?]
    ) -> Brief.Figure {
        var figure = absent(line, BriefWords.nothingReported)
        figure.names = figure.names + choice.suffix
        let code = figure.code
        figure.series = places.map { $0.flatMap { rows.fraction($0, code) } }
        guard let row = places.last ?? nil else { return figure }
        figure.remarks = [line.remark].compactMap { $0 }
        let measure = line.indicator.measure
        figure.value = rows.shown(row, code).map { text in
            guard case .spread = line.indicator.indicator.figure else { return Names(text) }
            return Names(rows.rounded(row, code) ?? text) + measure
        }
        if figure.value == nil { figure.remarks.append(BriefWords.undefined) }
        let parts = [".numerator", ".denominator"].map { rows.shown(row, code + $0) }
        if parts.contains(where: { $0 != nil }) {
            figure.parts = parts.map { $0 ?? "" }.joined(separator: "/")
        }
        func change(_ column: String) -> Names? {
            rows.rounded(row, code + column).map { Self.signed($0) + measure }
        }
        // Of a year both are against the year before, and January to now is all of it.
        if line.period?.type != .yearly {
            figure.change = change(".change")
            // What is counted since January anyway has nothing more to say.
            let toDate = rows.shown(row, code + ".ytd")
            if toDate != rows.shown(row, code) {
                figure.toDate = toDate.map { Names($0) }
                figure.toDateChange = change(".ytd_change_year")
            }
        }
        figure.changeYear = change(".change_year")
        figure.completeness = completeness(line, rows, row)
        figure.remarks += BriefRemarks(plan, answers).remarks(line, choice, rows, row)
        return figure
    }

    private func completeness(
        _ line: BriefPlan.Line, _ rows: BriefRows, _ row: [ResultTable.Value]
    ) -> [Brief.Completeness] {
        if line.indicator.countsReports { return [.itself] }
        return line.indicator.forms.map { form in
            let expected = rows.number(row, form.code + ".expected")
            if let actual = rows.number(row, form.code + ".actual") {
                return .reports(actual: actual, expected: expected)
            }
            return reporting.completeness(form.code, line)
        }
    }

    private static func signed(_ text: String) -> Names {
        let isMore = !text.hasPrefix("-") && text.contains { $0 != "0" && $0 != "." }
        return Names(isMore ? "+" + text : text)
    }

    // MARK: Foot

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
