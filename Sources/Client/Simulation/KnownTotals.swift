internal import Catalogue
package import Wire

/// What the statistics of a made-up city must be, added up from what happened in it: no report is read for this, and
/// nothing of the statistics is used.
package struct KnownTotals {
    private struct Place: Hashable {
        let element: String
        let unit: UnitCode
        let period: Period
    }

    private let lookBacks: [PeriodType: UInt32]
    private let last: Period
    private let levels: [Int]
    private var flows: [Place: Int64] = [:]
    private var stocks: [Place: Int64] = [:]

    /// - Parameters:
    ///   - lookBacks: for how many periods after its own a stock counts where its unit misses one.
    ///   - last: the month after which nobody reports; nothing counts beyond it.
    ///   - levels: lengths of unit codes.
    init(lookBacks: [PeriodType: UInt32], last: Period, levels: [Int]) {
        self.lookBacks = lookBacks
        self.last = last
        self.levels = levels
    }

    mutating func add(_ story: Story) {
        guard let unit = story.versions.first?.unit else { return }
        for fact in story.facts {
            switch fact {
            case .flow(let element, let period, let value):
                flows[Place(element: element, unit: unit, period: period), default: 0] += value
            case .stock(let element, let period, let value):
                stocks[Place(element: element, unit: unit, period: period), default: 0] += value
            }
        }
    }

    /// One row for each element, unit and month (of the population: year): that unit's with everything below it. The
    /// number of a distribution is how many values it has.
    package struct Row {
        package let element: String
        package let unit: UnitCode
        package let period: Period
        package let value: Int64
    }

    /// Sorted by element, unit and period.
    package func rows() -> [Row] {
        var sums: [Place: Int64] = [:]
        for (place, value) in flows.merging(carried(), uniquingKeysWith: +) {
            for level in levels {
                guard let unit = place.unit.prefix(level) else { break }
                sums[Place(element: place.element, unit: unit, period: place.period), default: 0] += value
            }
        }
        return sums.map { Row(element: $0.element, unit: $0.unit, period: $0.period, value: $1) }.sorted {
            ($0.element, $0.unit, $0.period) < ($1.element, $1.unit, $1.period)
        }
    }

    /// The stocks, with every gap of a unit filled from its last report as far as the look-back reaches.
    private func carried() -> [Place: Int64] {
        var carried = stocks
        for (place, value) in stocks {
            let type = place.period.type
            let end = last.enclosing(type)?.index ?? place.period.index
            for step in 0..<(lookBacks[type] ?? 0) {
                let index = place.period.index + step + 1
                let next = Place(
                    element: place.element, unit: place.unit, period: Period(type: type, index: index))
                guard index <= end, stocks[next] == nil else { break }
                carried[next] = value
            }
        }
        return carried
    }

    /// The rows as CSV with the columns element, unit, period and value.
    package func write(_ write: ([UInt8]) throws -> Void) rethrows {
        try write(CSVText.row(["element", "unit", "period", "value"]))
        for row in rows() {
            try write(CSVText.row([row.element, row.unit.description, row.period.text, "\(row.value)"]))
        }
    }
}
