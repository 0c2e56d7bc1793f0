internal import Catalogue
internal import Wire

extension BriefQuestion {
    /// The count that says where something is not covered.
    private static let blankSpots = "COV_BLANK"

    /// As few as there are lengths of time and combinations of categories.
    static func all(
        _ lines: [BriefPlan.Line], _ forms: [(form: DataSet, period: Period)], _ periods: BriefPeriods
    ) -> [BriefQuestion] {
        var questions = [BriefQuestion(purpose: .unit, items: [everything], period: periods.page)]
        func add(
            _ purpose: Purpose, _ item: String, _ period: Period, _ categories: [Category] = [],
            hasChart: Bool = true
        ) {
            let codes = categories.map(\.code)
            let index = questions.firstIndex {
                $0.purpose == purpose && $0.period == period && $0.categories == codes
                    && $0.hasChart == hasChart
            }
            guard let index else {
                questions.append(
                    BriefQuestion(
                        purpose: purpose, items: [item], period: period, categories: codes, hasChart: hasChart
                    ))
                return
            }
            questions[index].items.append(item)
        }
        for line in lines where line.absence == nil {
            guard let period = line.period else { continue }
            let code = line.indicator.indicator.code
            let isByUnits =
                line.indicator.isSpreadByUnits
                || line.categories.contains { Category.ofUnits.contains($0.code) }
            add(.trend, code, period, line.categories, hasChart: !isByUnits)
            // What else is to be known of it stands with the whole.
            guard line.breakdown == nil else { continue }
            add(.cells, code, period, line.categories)
            if line.indicator.indicator.survey != nil { add(.interval, code, period, line.categories) }
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
