package import Catalogue
internal import Wire

/// What a page about a unit and a period asks: as few questions as there are lengths of time and overlapping categories.
package struct BriefPlan: Sendable {
    /// An indicator's place on the page.
    struct Line: Sendable {
        let indicator: BriefIndicator
        /// Nil where there is none.
        let period: Period?
        /// Why the unit has no such figure; nil: it is asked for.
        let absence: Names?
        /// What the reader must know of the period; nil: nothing.
        let remark: Names?
    }

    let catalogue: Catalogue
    let unit: UnitCode
    let period: Period
    /// By subject, in the catalogue's order.
    let subjects: [(names: Names, lines: [Line])]
    /// Forms that are reported at the unit or below, with the period that is shown of each.
    let forms: [(form: DataSet, period: Period)]
    let questions: [BriefQuestion]

    /// The count that says where something is not covered.
    static let blankSpots = "COV_BLANK"

    /// - Throws: where the code or the period is none that a page can be about.
    package init(_ catalogue: Catalogue, unit text: String, period id: String) throws(ClientError) {
        guard let unit = UnitCode(text), unit.isWellFormed,
            catalogue.levels.contains(where: { $0.length == unit.length })
        else {
            let lengths = catalogue.levels.map { "\($0.length)" }.joined(separator: ", ")
            throw ClientError(
                .input,
                "--unit \(text): not a unit's code. Expected 0-9 and A-Z, \(lengths) characters long")
        }
        guard let period = Period(text: id), period.type != .daily, period.type != .weekly else {
            throw ClientError(
                .input,
                "--period \(id): expected a month (202512), quarter (2025Q4), half (2025S2) or year (2025)")
        }
        self.catalogue = catalogue
        self.unit = unit
        self.period = period
        let periods = BriefPeriods(page: period)
        let groups =
            catalogue.subjects.map { subject in
                (subject.names, catalogue.indicators.filter { $0.subject == subject.code })
            } + [(catalogue.names, catalogue.indicators.filter { $0.subject == nil })]
        subjects = groups.filter { !$0.1.isEmpty }.map { names, indicators in
            (names, indicators.map { Self.line($0, unit, periods, catalogue) })
        }
        forms = Self.forms(unit, periods, catalogue)
        questions = Self.questions(subjects.flatMap(\.lines), forms, periods)
    }

    private static func line(
        _ indicator: Indicator, _ unit: UnitCode, _ periods: BriefPeriods, _ catalogue: Catalogue
    ) -> Line {
        let indicator = BriefIndicator(indicator, catalogue)
        let base = indicator.base ?? periods.page.type
        return Line(
            indicator: indicator, period: periods.shown(base, isAdded: indicator.isAdded),
            absence: indicator.absence(of: unit, catalogue), remark: remark(indicator, periods.page.type))
    }

    private static func remark(_ indicator: BriefIndicator, _ page: PeriodType) -> Names? {
        guard let base = indicator.base else {
            return indicator.countsReports && page != .yearly ? BriefWords.shorterForms : nil
        }
        let isPart = base != page && Period(type: base, index: 0).enclosing(page) != nil
        return isPart && !indicator.isAdded ? BriefWords.lastOnly : nil
    }

    private static func forms(
        _ unit: UnitCode, _ periods: BriefPeriods, _ catalogue: Catalogue
    ) -> [(form: DataSet, period: Period)] {
        let stated = Set(
            catalogue.elements.compactMap { element in
                element.agreesWith.flatMap { catalogue.element($0)?.dataSet }
            })
        return catalogue.dataSets.compactMap { form in
            // Nobody knows how many events there should be but where a form says so.
            guard form.isReported(in: unit), !form.isOfEvents || stated.contains(form.code) else {
                return nil
            }
            let period =
                form.isDueAtStart && form.base.rawValue > periods.page.type.rawValue
                ? periods.begun(form.base) : periods.shown(form.base, isAdded: true)
            return period.map { (form, $0) }
        }
    }

    private static func questions(
        _ lines: [Line], _ forms: [(form: DataSet, period: Period)], _ periods: BriefPeriods
    ) -> [BriefQuestion] {
        var questions: [BriefQuestion] = []
        func add(
            _ purpose: BriefQuestion.Purpose, _ item: String, _ period: Period, _ categories: [String] = []
        ) {
            let index = questions.firstIndex {
                $0.purpose == purpose && $0.period == period && $0.categories == categories
            }
            guard let index else {
                questions.append(
                    BriefQuestion(purpose: purpose, items: [item], period: period, categories: categories))
                return
            }
            questions[index].items.append(item)
        }
        for line in lines where line.absence == nil {
            guard let period = line.period else { continue }
            let code = line.indicator.indicator.code
            let categories = line.indicator.categories.map(\.code)
            add(.trend, code, period, categories)
            add(.cells, code, period, categories)
            if line.indicator.indicator.survey != nil { add(.interval, code, period, categories) }
            if !line.indicator.targetForms.isEmpty { add(.progress, code, period) }
            if code == blankSpots, let last = line.indicator.base.flatMap(periods.last) {
                add(.blankSpots, code, last)
            }
        }
        for (form, period) in forms {
            add(.completeness, form.code, period)
            add(.missing, form.code, period)
        }
        return questions
    }
}
