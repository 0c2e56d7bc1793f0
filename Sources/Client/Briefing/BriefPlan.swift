package import Catalogue
internal import Wire

/// What a page about a unit and a period asks: as few questions as there are lengths of time and overlapping categories.
package struct BriefPlan: Sendable {
    /// An indicator's place on the page.
    struct Line: Sendable {
        let indicator: BriefIndicator
        /// By which options it is shown, beside what stands elsewhere of it; nil: it is shown as a whole.
        let breakdown: Subject.Breakdown?
        /// By which its figures are told apart.
        let categories: [Category]
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
        func lines(_ subject: String?) -> [Line] {
            catalogue.indicators.filter { $0.subject == subject }.map {
                Self.line($0, nil, unit, periods, catalogue)
            }
        }
        let groups =
            catalogue.subjects.map { subject in
                (
                    subject.names,
                    lines(subject.code)
                        + subject.breakdowns.compactMap { Self.line($0, unit, periods, catalogue) }
                )
            } + [(catalogue.names, lines(nil))]
        subjects = groups.filter { !$0.1.isEmpty }
        forms = Self.forms(unit, periods, catalogue)
        questions = BriefQuestion.all(subjects.flatMap(\.lines), forms, periods)
    }

    private static func line(
        _ breakdown: Subject.Breakdown, _ unit: UnitCode, _ periods: BriefPeriods, _ catalogue: Catalogue
    ) -> Line? {
        let item =
            catalogue.indicator(breakdown.item) ?? catalogue.element(breakdown.item).map { Indicator($0) }
        return item.map { line($0, breakdown, unit, periods, catalogue) }
    }

    private static func line(
        _ indicator: Indicator, _ breakdown: Subject.Breakdown?, _ unit: UnitCode, _ periods: BriefPeriods,
        _ catalogue: Catalogue
    ) -> Line {
        let indicator = BriefIndicator(indicator, catalogue)
        let base = indicator.base ?? periods.page.type
        let codes = Set(indicator.categories.map(\.code) + [breakdown?.category].compactMap { $0 })
        return Line(
            indicator: indicator, breakdown: breakdown,
            categories: catalogue.categories.filter { codes.contains($0.code) },
            period: periods.shown(base, isAdded: indicator.isAdded),
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
}
