import Catalogue
import Wire

/// How values spread: a row for each band, how many lie in it and how many at or below its end, beside the median, the ninth
/// decile, and how many still have no value. Shares are of all that may come to have one, so that "closed within 7 days" does
/// not forget those that never closed.
struct Distribution {
    let grid: Grid
    let item: Item
    let measure: Measure
    let outOf: Measure?

    init(_ grid: Grid) throws(QueryError) {
        guard let item = grid.question.items.first, grid.question.items.count == 1,
            case .distribution(let measure, let outOf) = item.shape
        else {
            let items = Names(list: grid.question.items.map(\.code))
            throw QueryError(
                chinese: "distribution 只看一个分布类数据项（如办结用时），\(items.chinese) 不是。见目录",
                english:
                    "distribution: it shows one element of kind distribution (such as the minutes from filing to closing), and "
                    + "\(items.english) is none. The catalogue lists them")
        }
        self.grid = grid
        self.item = item
        self.measure = measure
        self.outOf = outOf
    }

    /// - Parameter languages: of the bands' names.
    func table(_ languages: [Language], isExplained: Bool) throws(QueryError) -> AnswerTable {
        let percent = ResultTable.Column.Kind.decimal(scale: UInt8(Item.ratePlaces), isPercent: true)
        var columns = grid.question.dimensions.map(\.column)
        columns.append(ResultTable.Column(name: "band", kind: .text, chinese: "区间", english: "Band"))
        if isNamed {
            columns.append(
                ResultTable.Column(name: "band.name", kind: .text, chinese: "区间名称", english: "Band's name"))
        }
        columns += [
            item.column(".n", .integer),
            item.column(".within", .integer, Names(chinese: "累计数", english: "up to here")),
            item.column(".within_share", percent, Names(chinese: "累计占比", english: "share up to here")),
            item.column(".p50", item.valueKind, Names(chinese: "中位数", english: "median")),
            item.column(".p90", item.valueKind, Names(chinese: "90%位数", english: "90th percentile")),
        ]
        if outOf != nil {
            columns += [
                item.column(".open", .integer, Names(chinese: "未结", english: "still open")),
                item.column(".p50_all", item.valueKind, Names(chinese: "全部中位数", english: "median of all")),
            ]
        }
        columns += grid.behind.columns
        var rows: [[ResultTable.Value]] = []
        for row in grid.rows { rows += try self.rows(row, percent, languages) }
        return AnswerTable(
            columns: columns, rows: rows, notes: Self.notes, explanation: isExplained ? explanation : [])
    }

    private static let notes = [
        Names(
            chinese: "数值按窄于其1/128的区间计数，区间端点和分位数的精度以此为限",
            english:
                "values are counted in buckets narrower than 1/128 of them: a band's end and a quantile are as exact as that"
        )
    ]

    private func rows(
        _ row: Grid.Row, _ percent: ResultTable.Column.Kind, _ languages: [Language]
    ) throws(QueryError) -> [[ResultTable.Value]] {
        let buckets = grid.readout.sum(measure, row.place)?.buckets ?? []
        let (count, open) = counts(row)
        let all = count + (open ?? 0)
        guard all > 0 else { return [] }
        func quantile(_ percent: Int64) -> ResultTable.Value {
            Bucket.quantile(percent, of: buckets).map { .number($0) } ?? .none
        }
        var tail = [quantile(50), quantile(90)]
        if let open {
            // Those that are open have no value yet and stand behind all that have.
            let half = (all + 1) / 2
            tail += [.number(open), half <= count ? Self.value(at: half, buckets) : .none]
        }
        tail += grid.behind.values(at: row.place)
        var rows: [[ResultTable.Value]] = []
        var within: Int64 = 0
        var rest = buckets[...]
        for end in ends {
            let band = rest.prefix { bucket in end.map { bucket.index <= Bucket.index(of: $0) } ?? true }
            let number = band.reduce(Int64(0)) { $0 + $1.count }
            rest = rest.dropFirst(band.count)
            within += number
            let share = Ratio(Int128(within) * 100, over: Int128(all))
            rows.append(
                grid.labels(row) + labels(end, languages) + [
                    .number(number), .number(within), try item.value(share, percent),
                ] + tail)
        }
        return rows
    }

    /// How many have a value, and how many may still come to have one; nil: none can.
    func counts(_ row: Grid.Row) -> (valued: Int64, open: Int64?) {
        let valued = (grid.readout.sum(measure, row.place)?.buckets ?? []).reduce(Int64(0)) { $0 + $1.count }
        return (
            valued, outOf.map { Int64(clamping: grid.readout.sum($0, row.place)?.value ?? 0) - valued }
        )
    }

    /// The value of the one that stands at a place from 1 on.
    private static func value(at place: Int64, _ buckets: [(index: Int32, count: Int64)]) -> ResultTable.Value
    {
        var rest = place
        for bucket in buckets {
            rest -= bucket.count
            if rest <= 0 { return .number(Bucket.representative(bucket.index)) }
        }
        return .none
    }

    /// Upper ends of the bands; the last has none.
    private var ends: [Int64?] {
        let bands = measure.element.bands
        return (bands.isEmpty ? Self.powersOfTen : bands) + [nil]
    }

    private static let powersOfTen: [Int64] = [0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

    /// A band in the element's unit, which is the same in every language, and in days where bands have names.
    private func labels(_ end: Int64?, _ languages: [Language]) -> [ResultTable.Value] {
        let (sign, value) = end.map { ("≤", $0) } ?? (">", ends.dropLast().last.flatMap { $0 } ?? 0)
        let code = "\(sign) \(DecimalText.text(value, scale: measure.element.scale))"
        guard isNamed else { return [.text(code)] }
        let days = value / Self.minutesPerDay
        let names = Names(
            chinese: "\(sign) \(days)天", english: "\(sign) \(days) \(days == 1 ? "day" : "days")")
        return [.text(code), .text(names.beside(languages))]
    }

    /// Whether the bands are minutes that come to whole days.
    private var isNamed: Bool {
        measure.element.unit == "minutes" && !measure.element.bands.isEmpty
            && measure.element.bands.allSatisfy { $0.isMultiple(of: Self.minutesPerDay) }
    }

    private static let minutesPerDay: Int64 = 1_440
}
