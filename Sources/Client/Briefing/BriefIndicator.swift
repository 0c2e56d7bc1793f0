internal import Catalogue
internal import Wire

/// What decides how an indicator is asked for a page.
struct BriefIndicator {
    let indicator: Indicator
    /// The longest length of time that its forms are reported by; nil where reports of all forms are counted.
    let base: PeriodType?
    /// Several periods make one.
    let isAdded: Bool
    /// Their options overlap, so that it is shown for each.
    let categories: [Category]
    /// Codes of the elements that it is made of.
    let elements: [String]
    /// Those that they stand in.
    let forms: [DataSet]
    /// Codes of forms of which it has a year's target alone, which stands beside each month.
    let targetForms: [String]
    let countsReports: Bool

    init(_ indicator: Indicator, _ catalogue: Catalogue) {
        self.indicator = indicator
        let expressions =
            if case .spread(let code, _) = indicator.figure {
                catalogue.indicator(code)?.expressions ?? []
            } else { indicator.expressions }
        let operands = expressions.flatMap(\.terms).map(\.operand)
        let elements = operands.flatMap(\.elements).compactMap { catalogue.element($0) }
        self.elements = elements.map(\.code)
        let named = operands.compactMap { operand -> String? in
            if case .reports(_, let form) = operand { form } else { nil }
        }
        let codes = Set(elements.map(\.dataSet) + named)
        forms = catalogue.dataSets.filter { codes.contains($0.code) }
        let dated = Set(elements.filter { $0.kind != .target }.map(\.dataSet) + named)
        let timed = forms.filter { dated.isEmpty || dated.contains($0.code) }
        targetForms = forms.map(\.code).filter { !dated.contains($0) }
        base = timed.map(\.base).max { $0.rawValue < $1.rawValue }
        isAdded = elements.allSatisfy { element in
            switch element.kind {
            case .distinct, .rate: false
            default: true
            }
        }
        let overlapping = operands.flatMap { Self.overlapping($0, catalogue) }
        categories = catalogue.categories.filter { overlapping.contains($0.code) }
        countsReports = indicator.expressions.first?.family == .reports
    }

    var isSpread: Bool { if case .spread = indicator.figure { true } else { false } }

    /// Between options that the registry gives to units.
    var isSpreadByUnits: Bool {
        if case .spread(_, let category) = indicator.figure {
            Category.ofUnits.contains(category)
        } else {
            false
        }
    }

    /// Categories without a total that an operand is not narrowed in.
    private static func overlapping(_ operand: Expression.Operand, _ catalogue: Catalogue) -> [String] {
        let selection: Expression.Selection
        switch operand {
        case .element(let selected), .yearToDate(let selected): selection = selected
        case .weightedMean(let value, _): selection = Expression.Selection(element: value)
        case .units, .reports: return []
        }
        return catalogue.categories(ofElement: selection.element).filter {
            catalogue.category($0)?.hasTotal == false && selection.filter[$0] == nil
        }
    }

    /// Why a unit has no such figure whatever is reported; nil where it may have one.
    func absence(of unit: UnitCode, _ catalogue: Catalogue) -> Names? {
        if let lowest = indicator.lowestLevel, unit.length > lowest {
            let level = catalogue.levels.first { $0.length == lowest }?.names
            return Names(
                chinese: "只算到\(level?.chinese ?? "\(lowest)位代码")一级",
                english: "not below the level \(level?.english ?? "of codes of \(lowest) characters")")
        }
        guard forms.contains(where: { !$0.isReported(in: unit) }) else { return nil }
        return Names(chinese: "由上级填报，本级无数", english: "reported further up only")
    }
}

extension DataSet {
    /// What it is counted by.
    var base: PeriodType {
        switch form {
        case .event: .monthly
        case .periodic(let type, _, _, _): type
        }
    }

    var isOfEvents: Bool { if case .event = form { true } else { false } }

    /// It is expected once its period has begun.
    var isDueAtStart: Bool {
        if case .periodic(_, _, .start, _) = form { true } else { false }
    }

    /// Whether a unit or anything below it may report it.
    func isReported(in unit: UnitCode) -> Bool { reporters.reach(unit) }
}
