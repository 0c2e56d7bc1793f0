internal import Catalogue
internal import Wire

/// What the statistics of a made-up city must be, added up from what happened in it: no report is read for this, and
/// nothing of the statistics is used.
package struct KnownTotals {
    private struct Place: Hashable {
        let element: String
        /// An option's id; 0 for all together.
        let option: UInt32
        /// A district, or the city itself.
        let unit: UnitCode
        let period: Period
    }

    private struct Sum {
        private var value: Int64 = 0
        /// Of a mean: then the value is that of all values times their weights.
        private var weight: Int64?

        mutating func add(_ fact: Fact) {
            value += fact.value * (fact.weight ?? 1)
            if let added = fact.weight { weight = (weight ?? 0) + added }
        }

        mutating func add(_ other: Sum) {
            value += other.value
            if let added = other.weight { weight = (weight ?? 0) + added }
        }

        /// A mean in whole numbers, halves rounded up; nil where nothing weighs.
        var result: Int64? {
            guard let weight else { return value }
            return weight == 0 ? nil : (2 * value + weight) / (2 * weight)
        }
    }

    private struct Reporter: Hashable {
        let dataSet: UInt32
        let unit: UnitCode
    }

    /// A return whose stocks may stand in later periods.
    private struct Standing {
        let period: Period
        let facts: [Fact]
    }

    private let catalogue: Catalogue
    private let last: Period
    private let closings: [UnitCode: Int64]
    private var sums: [Place: Sum] = [:]
    private var standing: [Reporter: Standing] = [:]

    /// - Parameters:
    ///   - last: the month after which nobody reports; nothing that stands counts beyond it.
    ///   - closings: the first day, since 1970, that a unit is no longer open: nothing of it stands beyond.
    init(_ catalogue: Catalogue, last: Period, closings: [UnitCode: Int64]) {
        self.catalogue = catalogue
        self.last = last
        self.closings = closings
    }

    /// Stories of one unit and form come in the order of their periods.
    mutating func add(_ story: Story) {
        guard !story.isRetracted, let report = story.versions.last else { return }
        for fact in story.facts { add(fact, of: report.unit, in: fact.period) }
        guard case .period(let period) = report.key else { return }
        let reporter = Reporter(dataSet: report.dataSet, unit: report.unit)
        carry(reporter, before: period)
        let carried = story.facts.filter { $0.reach != .period }
        standing[reporter] = Standing(period: period, facts: carried)
    }

    /// Fills the gap behind a unit's last report, as far as the look-back reaches.
    private mutating func carry(_ reporter: Reporter, before next: Period?) {
        guard let report = standing[reporter],
            case .periodic(let type, _, _, let lookBack)? = catalogue.dataSet(id: reporter.dataSet)?.form,
            let end = last.enclosing(type)
        else { return }
        for step in 0..<UInt32(lookBack) {
            let period = Period(type: type, index: report.period.index + step + 1)
            guard period <= end, period != next, isOpen(reporter.unit, at: period) else { break }
            for fact in report.facts {
                let isOtherYear = period.enclosing(.yearly) != report.period.enclosing(.yearly)
                if fact.reach == .lookBackWithinYear, isOtherYear { continue }
                add(fact, of: reporter.unit, in: period)
            }
        }
    }

    private func isOpen(_ unit: UnitCode, at period: Period) -> Bool {
        closings[unit].map { period.days.upperBound < $0 } ?? true
    }

    private mutating func add(_ fact: Fact, of unit: UnitCode, in period: Period) {
        let overlaps = catalogue.element(fact.element)?.categories.contains {
            catalogue.category($0)?.hasTotal == false
        }
        for option in (overlaps == true ? [] : [0]) + fact.options {
            let place = Place(
                element: fact.element, option: option, unit: unit.prefix(6) ?? unit, period: period)
            sums[place, default: Sum()].add(fact)
        }
    }

    /// Nothing more is told.
    mutating func finish() {
        for reporter in standing.keys { carry(reporter, before: nil) }
        standing = [:]
        for (place, sum) in sums where place.unit.length > 4 {
            guard let city = place.unit.prefix(4) else { continue }
            let whole = Place(
                element: place.element, option: place.option, unit: city, period: place.period)
            sums[whole, default: Sum()].add(sum)
        }
    }

    /// The rows as CSV with the columns element, category, option, unit, period and value: of the city and of each of its
    /// districts with everything below. The number of a distribution is how many values it has, that of a mean is the
    /// weighted one, in whole numbers.
    package func write(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(CSVText.row(["element", "category", "option", "unit", "period", "value"]))
        let places = sums.keys.sorted {
            ($0.element, $0.option, $0.unit, $0.period) < ($1.element, $1.option, $1.unit, $1.period)
        }
        for place in places {
            guard let value = sums[place]?.result else { continue }
            try write(
                CSVText.row([
                    place.element, catalogue.category(ofOption: place.option)?.code ?? "",
                    catalogue.option(id: place.option)?.code ?? "", place.unit.description,
                    place.period.text, "\(value)",
                ]))
        }
    }
}
