import Catalogue

/// What an item comes to at a place, exactly.
struct Figure: Sendable {
    /// In the item's own measure: per cent where the factor is 100. Nil: undefined.
    var value: Ratio?
    /// Of a rate: in its own unit.
    var numerator: Ratio?
    var denominator: Ratio?
    /// Of a spread: the options with the greatest and the least value, and those that are left out because too little is
    /// behind them.
    var greatest: (option: Category.Option, value: Ratio)?
    var least: (option: Category.Option, value: Ratio)?
    var leftOut: [Category.Option] = []
}

extension Item {
    /// Nil where nothing was reported that it is made of.
    func figure(at place: Place, _ readout: Readout) -> Figure? {
        switch shape {
        case .number(let measure):
            guard let sum = readout.sum(measure, place) else { return nil }
            return Figure(value: Ratio(sum.value, over: Self.power(measure.element.scale)))
        case .mean(let measure):
            guard let sum = readout.sum(measure, place) else { return nil }
            let value = Ratio(sum.value, over: sum.weight).flatMap {
                $0 / Ratio(Self.power(measure.element.scale))
            }
            return Figure(value: value)
        case .distribution(let measure, let outOf):
            let sum = readout.sum(measure, place)
            guard sum != nil || outOf.flatMap({ readout.sum($0, place) }) != nil else { return nil }
            return Figure(value: Bucket.quantile(50, of: sum?.buckets ?? []).map { Ratio(Int128($0)) })
        case .count(let side):
            guard side.isReported(at: place, readout) else { return nil }
            let amount = Self.amount(side, place, readout)
            return Figure(value: amount.flatMap { $0 * Int128(indicator?.factor ?? 1) })
        case .ratio(let upper, let lower):
            guard upper.isReported(at: place, readout) || lower.isReported(at: place, readout) else {
                return nil
            }
            return Self.rate(upper, lower, indicator?.factor ?? 1, place, readout)
        case .spread(let upper, let lower, let factor, let category, let least):
            return Self.spread(upper, lower, factor, category, least: least, place, readout)
        }
    }

    private static func rate(
        _ upper: Side, _ lower: Side, _ factor: Int64, _ place: Place, _ readout: Readout
    ) -> Figure {
        var figure = Figure()
        figure.numerator = amount(upper, place, readout)
        figure.denominator = amount(lower, place, readout)
        if let numerator = figure.numerator, let denominator = figure.denominator {
            figure.value = (numerator / denominator).flatMap { $0 * Int128(factor) }
        }
        return figure
    }

    /// In its own unit.
    private static func amount(_ side: Side, _ place: Place, _ readout: Readout) -> Ratio? {
        side.amount(at: place, readout).flatMap { $0 / Ratio(power(side.scale)) }
    }

    private static func spread(
        _ upper: Side, _ lower: Side, _ factor: Int64, _ category: Category, least: Int64, _ place: Place,
        _ readout: Readout
    ) -> Figure? {
        var figure = Figure()
        var values: [(option: Category.Option, value: Ratio)] = []
        var isAny = false
        for option in category.options {
            let place = place + [option.id]
            guard lower.isReported(at: place, readout) else { continue }
            isAny = true
            let rate = rate(upper, lower, factor, place, readout)
            guard let value = rate.value, let denominator = rate.denominator,
                denominator >= Ratio(Int128(least))
            else {
                figure.leftOut.append(option)
                continue
            }
            values.append((option, value))
        }
        guard isAny else { return nil }
        // Of equal values the first option in the catalogue's order stands for them.
        figure.greatest = values.reduce(nil) { best, next in
            best.map { $0.value >= next.value ? $0 : next } ?? next
        }
        figure.least = values.reduce(nil) { best, next in
            best.map { $0.value <= next.value ? $0 : next } ?? next
        }
        if values.count > 1, let greatest = figure.greatest, let least = figure.least {
            figure.value = greatest.value - least.value
        }
        return figure
    }

    private static func power(_ scale: Int) -> Int128 { Quotient.power(scale) ?? 1 }
}
