import Catalogue
import Wire

extension Item {
    static let ratePlaces = 4

    /// How its value is printed.
    var valueKind: ResultTable.Column.Kind {
        switch shape {
        case .number(let measure), .mean(let measure), .distribution(let measure, _):
            Self.kind(measure.element.scale)
        case .count(let side): Self.kind(side.scale)
        case .ratio, .spread:
            .decimal(scale: UInt8(Self.ratePlaces), isPercent: indicator?.factor == 100)
        }
    }

    var columns: [ResultTable.Column] {
        switch shape {
        case .number, .mean: return [column("", valueKind)]
        case .count: return [column("", valueKind)] + maturityColumns
        case .distribution(_, let outOf):
            return [
                column(".n", .integer),
                column(".p50", valueKind, Names(chinese: "中位数", english: "median")),
                column(".p90", valueKind, Names(chinese: "90%位数", english: "90th percentile")),
            ]
                + (outOf == nil
                    ? [] : [column(".open", .integer, Names(chinese: "未结", english: "still open"))])
        case .ratio(let upper, let lower):
            return [
                column("", valueKind),
                column(".numerator", Self.kind(upper.scale), Names(chinese: "分子", english: "numerator")),
                column(".denominator", Self.kind(lower.scale), Names(chinese: "分母", english: "denominator")),
            ] + maturityColumns
        case .spread(_, _, let factor, _, _):
            let ofRate = ResultTable.Column.Kind.decimal(
                scale: UInt8(Self.ratePlaces), isPercent: factor == 100)
            return [
                column("", valueKind),
                column(".lowest", .text, Names(chinese: "最低", english: "lowest")),
                column(".lowest_value", ofRate, Names(chinese: "最低值", english: "lowest value")),
                column(".highest", .text, Names(chinese: "最高", english: "highest")),
                column(".highest_value", ofRate, Names(chinese: "最高值", english: "highest value")),
                column(".left_out", .text, Names(chinese: "未参加", english: "left out")),
            ]
        }
    }

    private var maturityColumns: [ResultTable.Column] {
        maturity == nil
            ? [] : [column(".unsettled", .integer, Names(chinese: "未定数", english: "not settled yet"))]
    }

    /// - Parameter part: what the column is of the item; nil in the item's first column, which has its name.
    func column(_ suffix: String, _ kind: ResultTable.Column.Kind, _ part: Names? = nil) -> ResultTable.Column
    {
        let title = part ?? names
        return ResultTable.Column(
            name: code + suffix, kind: kind, chinese: title.chinese, english: title.english)
    }

    static func kind(_ scale: Int) -> ResultTable.Column.Kind {
        scale == 0 ? .integer : .decimal(scale: UInt8(scale), isPercent: false)
    }

    /// One value for each of `columns`.
    func values(at place: Place, _ readout: Readout) throws(QueryError) -> [ResultTable.Value] {
        guard let figure = figure(at: place, readout) else { return columns.map { _ in .none } }
        switch shape {
        case .number, .mean: return [try value(figure.value, valueKind)]
        case .count: return [try value(figure.value, valueKind)] + (try maturity(at: place, readout))
        case .distribution(let measure, let outOf):
            return try distribution(
                readout.sum(measure, place), outOf.map { readout.sum($0, place)?.value ?? 0 })
        case .ratio(let upper, let lower):
            return [
                try value(figure.value, valueKind), try value(figure.numerator, Self.kind(upper.scale)),
                try value(figure.denominator, Self.kind(lower.scale)),
            ] + (try maturity(at: place, readout))
        case .spread:
            return [
                try value(figure.value, valueKind),
                figure.least.map { .text($0.option.code) } ?? .none,
                try value(figure.least?.value, valueKind),
                figure.greatest.map { .text($0.option.code) } ?? .none,
                try value(figure.greatest?.value, valueKind),
                figure.leftOut.isEmpty
                    ? .none : .text(figure.leftOut.map(\.code).joined(separator: " ")),
            ]
        }
    }

    private func maturity(at place: Place, _ readout: Readout) throws(QueryError) -> [ResultTable.Value] {
        guard let maturity else { return [] }
        return [try value(maturity.amount(at: place, readout), .integer)]
    }

    private func distribution(
        _ sum: MeasuredSum?, _ outOf: Int128?
    ) throws(QueryError) -> [ResultTable.Value] {
        let buckets = sum?.buckets ?? []
        let count = buckets.reduce(Int128(0)) { $0 + Int128($1.count) }
        let quantiles = [50, 90].map { percent in
            Bucket.quantile(percent, of: buckets).map { ResultTable.Value.number($0) } ?? .none
        }
        let open: [ResultTable.Value] =
            try outOf.map { (all) throws(QueryError) in
                [try value(Ratio(all - count), .integer)]
            } ?? []
        return [try value(Ratio(count), .integer)] + quantiles + open
    }

    /// Rounded to the places of a column; none where it is undefined.
    func value(_ exact: Ratio?, _ kind: ResultTable.Column.Kind) throws(QueryError) -> ResultTable.Value {
        guard let exact else { return .none }
        let places = if case .decimal(let scale, _) = kind { Int(scale) } else { 0 }
        guard let number = exact.rounded(places: places) else {
            throw QueryError(
                chinese: "\(code)：合计超出64位整数。请缩短时期或缩小单位",
                english: "\(code): the sum does not fit 64 bits. Ask for shorter periods or smaller units")
        }
        return .number(number)
    }
}
