extension Placed<Indicator> {
    func check(in catalogue: Catalogue) throws(CatalogueError) {
        try checkSubject(catalogue)
        switch part.figure {
        case .count(let sum): try sum.check(fields("numerator"), in: catalogue)
        case .rate(let numerator, let denominator):
            try numerator.check(fields("numerator"), in: catalogue)
            try denominator.check(fields("denominator"), in: catalogue)
            try checkFamilies(numerator.family, denominator.family)
        case .spread(let indicator, let category): try checkSpread(indicator, category, catalogue)
        }
        try checkLimits(catalogue)
    }

    private func checkFamilies(
        _ numerator: Expression.Family, _ denominator: Expression.Family
    ) throws(CatalogueError) {
        guard numerator == denominator else {
            throw fields("denominator").refused(
                "\(numerator.name) over \(denominator.name), expected sums over sums, means over means, units over units, "
                    + "reports over reports")
        }
    }

    private func checkSpread(
        _ code: String, _ category: String, _ catalogue: Catalogue
    ) throws(CatalogueError) {
        guard let indicator = catalogue.indicator(code),
            case .rate(let numerator, let denominator) = indicator.figure,
            numerator.family == .sum, denominator.family == .sum
        else { throw fields("spread").refused("\(code) is no rate of sums, expected an indicator that is") }
        guard catalogue.category(category) != nil else {
            throw fields("spread").refused("there is no category \(category)")
        }
        let elements = numerator.elements + denominator.elements
        for element in elements
        where !catalogue.categories(ofElement: element).contains(category)
            && !Category.ofUnits.contains(category)
        {
            throw fields("spread").refused(
                "\(element) is not told apart by \(category), expected one of its categories or of those that units are told "
                    + "apart by (\(Category.ofUnits.sorted().joined(separator: ", ")))")
        }
        // Who speaks for everything below is of town and country together.
        for element in elements where !catalogue.categories(ofElement: element).contains(category) {
            let form = catalogue.element(element).flatMap { catalogue.dataSet($0.dataSet) }
            guard form?.scope == .own else {
                throw fields("spread").refused(
                    "\(element) is reported for everything below a unit, which \(category) does not tell apart, expected "
                        + "elements that each unit reports for itself")
            }
        }
    }

    private func checkLimits(_ catalogue: Catalogue) throws(CatalogueError) {
        if let length = part.lowestLevel, !catalogue.levels.contains(where: { $0.length == length }) {
            let lengths = catalogue.levels.map { "\($0.length)" }.joined(separator: ", ")
            throw fields("lowest_level").refused(
                "no level has the code length \(length), expected one of \(lengths)")
        }
        if case .zero(let sum) = part.maturity { try sum.check(fields("matures"), in: catalogue) }
        guard let survey = part.survey else { return }
        guard part.expressions.allSatisfy({ $0.family == .sum }) else {
            throw fields("survey").refused("only a rate of sums was asked of persons, expected it without")
        }
        let forms = Set(part.elements.compactMap { catalogue.element($0)?.dataSet })
        for code in [survey.frame, survey.asked] {
            guard let element = catalogue.element(code) else {
                throw fields("survey").refused("there is no element \(code)")
            }
            guard element.kind == .flow || element.kind == .stock || element.isDerived else {
                throw fields("survey").refused("\(code) counts nobody, expected a flow or a stock")
            }
            guard forms == [element.dataSet] else {
                throw fields("survey").refused(
                    "\(code) is of the form \(element.dataSet), expected one of the rate's own form")
            }
        }
        guard part.factor == 100 else {
            throw fields("survey").refused(
                "what persons are asked for is given in per cent, expected the factor 100")
        }
    }

    /// Where there are subjects every indicator belongs to one, so that none is left off their pages.
    private func checkSubject(_ catalogue: Catalogue) throws(CatalogueError) {
        let known = catalogue.subjects.map(\.code)
        guard let subject = part.subject else {
            guard known.isEmpty else {
                throw fields("code").refused(
                    "\(part.code) has no subject, expected one of \(known.joined(separator: ", "))")
            }
            return
        }
        guard known.contains(subject) else {
            throw fields("subject").refused(
                "there is no subject \(subject), expected one of \(known.joined(separator: ", "))")
        }
    }
}

extension Expression.Family {
    /// As a message says it.
    fileprivate var name: String {
        switch self {
        case .sum: "a sum"
        case .mean: "a mean"
        case .units: "a count of units"
        case .reports: "a count of reports"
        }
    }
}
