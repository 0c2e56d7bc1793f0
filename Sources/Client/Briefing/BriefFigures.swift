internal import Catalogue
internal import Wire

/// What a line of a page comes to, as far as it was answered.
struct BriefFigures {
    private let plan: BriefPlan
    private let answers: BriefAnswers
    private let reporting: BriefReporting

    init(_ plan: BriefPlan, _ answers: BriefAnswers, _ reporting: BriefReporting) {
        self.plan = plan
        self.answers = answers
        self.reporting = reporting
    }

    /// One, or one for each of the options that are told apart.
    func figures(_ line: BriefPlan.Line) -> [Brief.Figure] {
        let code = line.indicator.indicator.code
        if let absence = line.absence { return [absent(line, absence)] }
        guard let period = line.period else { return [absent(line, BriefWords.noPeriod)] }
        guard let (question, rows) = answers.answer(.trend, code, by: line.categories) else {
            let refusal = answers.refusal(.trend, code, by: line.categories)
            return [absent(line, refusal.map { Names($0) } ?? BriefWords.nothingReported)]
        }
        let figures = line.choices.compactMap { choice -> (figure: Brief.Figure, size: Double)? in
            let places = BriefPeriods.series(period).map { period in
                rows.rows(
                    choice.texts.merging([question.period.type.dimension: period.text]) { first, _ in first }
                )
                .first
            }
            guard choice.texts.isEmpty || places.contains(where: { $0 != nil }) else { return nil }
            let size = (places.last ?? nil).flatMap { row in
                rows.fraction(row, code + ".denominator") ?? rows.fraction(row, code)
            }
            return (figure(line, choice, rows, places), size ?? -1)
        }
        guard !figures.isEmpty else { return [absent(line, BriefWords.nothingReported)] }
        return line.breakdown?.most.map { Self.greatest(figures, $0) } ?? figures.map(\.figure)
    }

    /// Those that most falls to, the most first.
    private static func greatest(
        _ figures: [(figure: Brief.Figure, size: Double)], _ count: Int
    ) -> [Brief.Figure] {
        let sorted = figures.sorted { $0.size > $1.size }.map(\.figure)
        guard sorted.count > count else { return sorted }
        var greatest = Array(sorted.prefix(count))
        greatest[0].remarks.insert(
            Names(
                chinese: "共\(sorted.count)项，只列最多的\(count)项",
                english: "the greatest \(count) of \(sorted.count)"), at: 0)
        return greatest
    }

    private func absent(_ line: BriefPlan.Line, _ reason: Names) -> Brief.Figure {
        let isReportable = line.absence == nil && !line.indicator.countsReports
        let category = line.categories.first { $0.code == line.breakdown?.category }
        return Brief.Figure(
            code: line.indicator.indicator.code,
            names: line.indicator.indicator.names
                + (category.map { BriefChoice.suffix($0.names) } ?? Names("")),
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
        figure.names = line.indicator.indicator.names + choice.suffix
        let code = figure.code
        chart(&figure, line, rows, places)
        guard let row = places.last ?? nil else { return figure }
        figure.remarks = [line.remark].compactMap { $0 }
        let measure = line.indicator.measure
        figure.value = Self.shown(line, rows, row).map {
            $0 + (line.indicator.isSpread ? measure : Names(""))
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

    // MARK: Charts

    /// It begins with the first period that there is a value for; a rate of reports, which is 0 as long as nobody reports, with
    /// the first that anything else has one for.
    private func chart(
        _ figure: inout Brief.Figure, _ line: BriefPlan.Line, _ rows: BriefRows,
        _ places: [[ResultTable.Value]?]
    ) {
        let code = figure.code
        let values = places.map { $0.flatMap { rows.fraction($0, code) } }
        let first =
            line.indicator.countsReports ? firstPlace(line.period) : values.firstIndex { $0 != nil }
        guard let first else { return }
        figure.series = Array(values[first...])
        let known = values.indices.dropFirst(first).filter { values[$0] != nil }
        guard let least = known.min(by: { values[$0] ?? 0 < values[$1] ?? 0 }),
            let greatest = known.max(by: { values[$0] ?? 0 < values[$1] ?? 0 }),
            values[least] != values[greatest]
        else { return }
        func shown(_ place: Int) -> String {
            places[place].flatMap { Self.shown(line, rows, $0) }?.chinese ?? ""
        }
        figure.extent = (shown(least), shown(greatest))
    }

    /// Where in the series that ends with a period anything but reports that are counted begins.
    private func firstPlace(_ period: Period?) -> Int? {
        guard let period else { return nil }
        let dimension = period.type.dimension
        var ids: Set<String> = []
        for line in plan.subjects.flatMap(\.lines)
        where !line.indicator.countsReports && line.period?.type == period.type {
            let code = line.indicator.indicator.code
            guard let (_, rows) = answers.answer(.trend, code, by: line.categories) else { continue }
            for row in rows.rows where rows.fraction(row, code) != nil {
                if let id = rows.text(row, dimension) { ids.insert(id) }
            }
        }
        return BriefPeriods.series(period).firstIndex { ids.contains($0.text) }
    }

    /// A spread without its measure.
    private static func shown(
        _ line: BriefPlan.Line, _ rows: BriefRows, _ row: [ResultTable.Value]
    ) -> Names? {
        let code = line.indicator.indicator.code
        return (line.indicator.isSpread ? rows.rounded(row, code) : rows.shown(row, code)).map { Names($0) }
    }
}
