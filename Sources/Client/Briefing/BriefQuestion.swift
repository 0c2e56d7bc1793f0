internal import Catalogue
internal import Wire

/// One question that a page is made of.
struct BriefQuestion: Hashable, Sendable {
    enum Purpose: Hashable {
        /// What is registered of the unit.
        case unit
        /// Figures, their changes, and those of the periods before.
        case trend
        /// What a reader must know of the figures of the last period.
        case cells
        /// How sure a survey is.
        case interval
        /// How far ahead of the year a target is.
        case progress
        /// Units by whether something of theirs is not covered.
        case blankSpots
        /// Who has reported, by form.
        case completeness
        /// Who has not.
        case missing
    }

    let purpose: Purpose
    /// Codes of indicators, elements or forms; of what is about everything `*`.
    var items: [String]
    /// The last one where there are several.
    let period: Period
    /// Codes.
    var categories: [String] = []
    /// The periods before are shown too. Not of what the registry tells apart, which is read unit by unit in each of them.
    var hasChart = true

    static let everything = "*"

    /// - Parameter unit: that the page is about.
    func query(_ unit: UnitCode) -> Query {
        let first = purpose == .trend && hasChart ? BriefPeriods.series(period)[0] : period
        let by: [String] =
            switch purpose {
            case .trend, .cells: [period.type.dimension] + categories
            case .interval: categories
            case .progress, .blankSpots, .missing: []
            case .completeness, .unit: ["unit:\(unit.length)"]
            }
        return Query(
            items: items, unit: unit.description, by: by,
            periods: purpose == .unit ? nil : Query.Periods(first: first.text, last: period.text),
            answer: answer)
    }

    private var answer: String? {
        switch purpose {
        case .unit: "units"
        case .trend: "trend"
        case .cells: nil
        case .interval: "interval"
        case .progress: "progress"
        case .blankSpots: "blank-spots"
        case .completeness: "completeness"
        case .missing: "missing"
        }
    }
}
