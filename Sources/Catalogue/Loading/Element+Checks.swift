import Wire

extension Placed<Element> {
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        guard let dataSet = catalogue.dataSet(part.dataSet) else { return }
        try checkKind(dataSet)
        try checkDating(dataSet, catalogue)
        try checkAgreement(dataSet, catalogue)
        if case .event = dataSet.form {
            try fields.refuse(["categories"], "an event's options are its data set's")
        }
        try fields("categories").check(categories: part.categories, in: catalogue)
        switch part.kind {
        case .rate(let weight): try checkWeight(weight, catalogue)
        case .derived(let rule): try checkRule(rule, catalogue)
        case .balance(let rule): try checkBalance(rule, catalogue)
        default: try checkSum(magnitude: part.bounds.magnitude, dataSet, "its bounds")
        }
        if case .distribution = part.kind { try checkDistribution(catalogue) }
    }

    private func checkDistribution(_ catalogue: Catalogue) throws(CatalogueError) {
        if let code = part.outOf {
            guard let element = catalogue.element(code), element.kind == .flow,
                element.dataSet == part.dataSet,
                element.datedBy == part.datedBy
            else {
                throw fields("out_of").refused(
                    "\(code) is no flow of \(part.dataSet) that is dated as \(part.code) is, expected one")
            }
        }
        guard zip(part.bands, part.bands.dropFirst()).allSatisfy(<) else {
            throw fields("bands").refused("do not ascend, expected upper ends such as [10080, 21600]")
        }
    }

    /// What is added up to the end of a period are numbers that are counted one by one.
    private func checkBalance(_ rule: Expression, _ catalogue: Catalogue) throws(CatalogueError) {
        for term in rule.terms {
            guard case .element(let selection) = term.operand, selection.filter.isEmpty,
                let element = catalogue.element(selection.element), element.dataSet == part.dataSet,
                element.scale == 0
            else {
                throw fields("rule").refused(
                    "expected flows and derived elements of \(part.dataSet) joined by + and -, nothing else")
            }
            switch element.kind {
            case .flow, .derived: break
            default:
                throw fields("rule").refused(
                    "\(element.code) is no flow and not derived, expected one that is")
            }
        }
    }

    /// Which kinds make sense for a single happening, and which for a period.
    private func checkKind(_ dataSet: DataSet) throws(CatalogueError) {
        switch (dataSet.form, part.kind) {
        case (.event, .flow), (.event, .distribution), (.event, .date), (.event, .derived),
            (.event, .balance):
            return
        case (.event, _):
            throw fields("kind").refused(
                "does not fit an event, expected one of flow, distribution, date, derived, balance")
        case (.periodic, .date), (.periodic, .derived), (.periodic, .distribution), (.periodic, .balance):
            throw fields("kind").refused(
                "does not fit a return, expected one of flow, stock, cumulative, distinct, rate, target")
        case (.periodic(let type, _, _, _), .target) where type != .yearly:
            throw fields("kind").refused("a target is of a year, expected it in a yearly return")
        case (.periodic(.weekly, _, _, _), .cumulative):
            throw fields("kind").refused(
                "a running total of the year does not fit weeks, which lie in two years")
        case (.periodic, _): return
        }
    }

    private func checkDating(_ dataSet: DataSet, _ catalogue: Catalogue) throws(CatalogueError) {
        guard let datedBy = part.datedBy else { return }
        guard let date = catalogue.element(datedBy), date.kind == .date, date.dataSet == dataSet.code else {
            throw fields("dated_by").refused(
                "\(datedBy) is no date of \(dataSet.code), expected one of its elements of kind date")
        }
    }

    private func checkWeight(_ code: String, _ catalogue: Catalogue) throws(CatalogueError) {
        guard let weight = catalogue.element(code), weight.dataSet == part.dataSet,
            weight.kind == .stock || weight.kind == .flow, weight.bounds.lowerBound >= 0,
            weight.categories == part.categories
        else {
            throw fields("weight").refused(
                "\(code) cannot weigh \(part.code), expected a stock or flow of \(part.dataSet), never below 0, "
                    + "with the same categories")
        }
        guard let dataSet = catalogue.dataSet(part.dataSet) else { return }
        let (product, overflow) = part.bounds.magnitude.multipliedReportingOverflow(
            by: weight.bounds.magnitude)
        try checkSum(magnitude: overflow ? .max : product, dataSet, "its bounds times those of \(code)")
    }

    private func checkRule(_ rule: Derivation, _ catalogue: Catalogue) throws(CatalogueError) {
        for condition in rule.conditions {
            let (codes, needsDate, needsNumber) = condition.elements
            for code in codes {
                guard let element = catalogue.element(code), element.dataSet == part.dataSet,
                    !element.isDerived,
                    !needsDate || element.kind == .date, !needsNumber || element.kind != .date
                else {
                    let expected = needsDate ? "date" : needsNumber ? "number" : "element"
                    throw fields("rule").refused("\(code) is no \(expected) that is sent in \(part.dataSet)")
                }
            }
        }
    }

    /// No sum of accepted values can overflow: 2^20 returns, or 2^32 events, of the greatest value fit 63 bits.
    private func checkSum(magnitude: UInt64, _ dataSet: DataSet, _ what: String) throws(CatalogueError) {
        guard part.kind != .date else { return }
        let (bits, reports) =
            if case .event = dataSet.form { (32, "2^32 events") } else { (20, "2^20 returns") }
        let limit = UInt64(Int64.max) >> UInt64(bits)
        guard magnitude <= limit else {
            throw fields("bounds").refused(
                "\(what) are too wide: a sum of \(reports) must fit 63 bits, expected at most \(limit) either way"
            )
        }
    }
}

extension ClosedRange<Int64> {
    /// How far from zero the range reaches.
    fileprivate var magnitude: UInt64 { Swift.max(lowerBound.magnitude, upperBound.magnitude) }
}

extension Derivation.Condition {
    /// The elements that it names, and whether they must be dates or must be none.
    fileprivate var elements: (codes: [String], needsDate: Bool, needsNumber: Bool) {
        switch self {
        case .present(let code), .absent(let code): ([code], false, false)
        case .positive(let code), .zero(let code): ([code], false, true)
        case .dayEnded(let code): ([code], true, false)
        case .notAfter(let first, let second), .after(let first, let second),
            .absentOrAfter(let first, let second):
            ([first, second], true, false)
        }
    }
}
