import Catalogue
import Wire

extension Item {
    private static let ratePlaces = 4

    var columns: [ResultTable.Column] {
        switch shape {
        case .number(let measure), .mean(let measure): [column("", Self.kind(measure.element.scale))]
        case .distribution(let measure):
            [
                column(".n", .integer),
                column(".p50", Self.kind(measure.element.scale), Names(chinese: "中位数", english: "median")),
                column(
                    ".p90", Self.kind(measure.element.scale),
                    Names(chinese: "90%位数", english: "90th percentile")),
            ]
        case .count(_, let terms): [column("", Self.kind(Self.scale(terms)))]
        case .ratio(let indicator, let numerator, let denominator):
            [
                column("", .decimal(scale: UInt8(Self.ratePlaces), isPercent: indicator.factor == 100)),
                column(
                    ".numerator", Self.kind(Self.scale(numerator)),
                    Names(chinese: "分子", english: "numerator")),
                column(
                    ".denominator", Self.kind(Self.scale(denominator)),
                    Names(chinese: "分母", english: "denominator")),
            ]
        }
    }

    /// - Parameter part: what the column is of the item; nil in the item's first column, which has its name.
    private func column(
        _ suffix: String, _ kind: ResultTable.Column.Kind, _ part: Names? = nil
    ) -> ResultTable.Column {
        let title = part ?? names
        return ResultTable.Column(
            name: code + suffix, kind: kind, chinese: title.chinese, english: title.english)
    }

    private static func kind(_ scale: Int) -> ResultTable.Column.Kind {
        scale == 0 ? .integer : .decimal(scale: UInt8(scale), isPercent: false)
    }

    private static func scale(_ terms: [Term]) -> Int { terms.map(\.measure.element.scale).max() ?? 0 }

    /// One value for each of `columns`.
    func values(at place: Place, _ readout: Readout) throws(QueryError) -> [ResultTable.Value] {
        switch shape {
        case .number(let measure): return [try value(readout.sums[measure]?[place]?.value)]
        case .mean(let measure):
            guard let sum = readout.sums[measure]?[place] else { return [.none] }
            return [Quotient.rounded(sum.value, over: sum.weight, places: 0).map { .number($0) } ?? .none]
        case .distribution(let measure): return try distribution(readout.sums[measure]?[place])
        case .count(let indicator, let terms):
            guard Self.isReported(terms, at: place, readout) else { return [.none] }
            let sum = Self.sum(terms, at: place, readout)
            return [try value(sum.map { $0 * Int128(indicator.factor) })]
        case .ratio(let indicator, let numerator, let denominator):
            guard Self.isReported(numerator + denominator, at: place, readout) else {
                return [.none, .none, .none]
            }
            let upper = Self.sum(numerator, at: place, readout)
            let lower = Self.sum(denominator, at: place, readout)
            var rate: Int64?
            if let upper, let lower {
                // Both sides in units of their own scale: what the denominator's is finer, the numerator gains.
                let places = Self.ratePlaces + Self.scale(denominator) - Self.scale(numerator)
                let coarser = Quotient.power(max(0, -places)) ?? 1
                rate = Quotient.rounded(
                    upper * Int128(indicator.factor), over: lower * coarser, places: max(0, places))
            }
            return [rate.map { .number($0) } ?? .none, try value(upper), try value(lower)]
        }
    }

    private func distribution(_ sum: MeasuredSum?) throws(QueryError) -> [ResultTable.Value] {
        guard let sum else { return [.none, .none, .none] }
        let count = sum.buckets.reduce(Int128(0)) { $0 + Int128($1.count) }
        let quantiles = [50, 90].map { percent in
            Bucket.quantile(percent, of: sum.buckets).map { ResultTable.Value.number($0) } ?? .none
        }
        return [try value(count)] + quantiles
    }

    private static func isReported(_ terms: [Term], at place: Place, _ readout: Readout) -> Bool {
        terms.contains { readout.sums[$0.measure]?[place] != nil }
    }

    /// `nil` where a return's element was not reported there: a sum that lacks a part is no sum. Events are counted one by
    /// one, so an element that none of them has is 0: of five cases that fell due, none was deferred.
    private static func sum(_ terms: [Term], at place: Place, _ readout: Readout) -> Int128? {
        let scale = scale(terms)
        var total: Int128 = 0
        for term in terms {
            guard let sum = readout.sums[term.measure]?[place] else {
                if term.measure.dataSet.form.isEvent { continue }
                return nil
            }
            let finer = Quotient.power(scale - term.measure.element.scale) ?? 1
            total += Int128(term.sign) * sum.value * finer
        }
        return total
    }

    private func value(_ sum: Int128?) throws(QueryError) -> ResultTable.Value {
        guard let sum else { return .none }
        guard let number = Int64(exactly: sum) else {
            throw QueryError(
                "\(code): the sum does not fit 64 bits. Ask for shorter periods or smaller units")
        }
        return .number(number)
    }
}
