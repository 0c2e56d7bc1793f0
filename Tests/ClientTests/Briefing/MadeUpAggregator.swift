import Catalogue
import Wire

@testable import Client

/// Whatever is asked, every item has the same figures in its last period and in the one before it; of options the first four
/// of a category, each with a greater denominator than the one before it.
struct MadeUpAggregator {
    var refused: Set<String> = []
    var asked: [Query] = []
    var isRegistered = true
    var hasRows = true
    /// More than it says anyway.
    var notes: [String] = []
    /// Of the unit that is asked about: opened, closed, who takes over; none where it is not registered.
    var times: [(opened: String?, closed: String?, successors: String?)] = [(nil, nil, nil)]

    private func column(_ name: String, _ kind: ResultTable.Column.Kind = .text) -> ResultTable.Column {
        .init(name: name, kind: kind)
    }

    private static let percent = ResultTable.Column.Kind.decimal(scale: 4, isPercent: true)
    private static let points = ResultTable.Column.Kind.decimal(scale: 4, isPercent: false)

    /// What is to be known of an item.
    var note: (String) -> String = { "\($0): is stale" }

    mutating func answer(_ query: Query) throws -> ResultTable {
        asked.append(query)
        if let item = query.items.first(where: refused.contains) {
            throw ClientError(.refused(reason: "\(item) cannot be had"), "service: \(item)")
        }
        var table: ResultTable
        switch query.answer {
        case "trend":
            table = trend(query)
            table.notes = ["5101: 2025-07-01 设立 opened", "COV_TOTAL: is stale over the years"]
        case "completeness": table = completeness(query)
        case "missing":
            guard isRegistered else {
                throw ClientError(.refused(reason: "nobody knows"), "service: nobody knows")
            }
            table = missing(query)
        case "units":
            guard isRegistered else {
                throw ClientError(.refused(reason: "nobody knows"), "service: nobody knows")
            }
            table = units
        default: table = ResultTable(columns: [column("unit")])
        }
        if !hasRows, query.answer != "units" { table.rows = [] }
        table.answeredAtMilliseconds = 1_767_571_200_000
        if query.answer == nil {
            table.notes = query.items.map(note) + ["everything is made up"] + notes
        }
        return table
    }

    private func trend(_ query: Query) -> ResultTable {
        var columns = [column(query.by[0])] + query.by.dropFirst().map { column($0) }
        for item in query.items {
            columns += [
                column(item, Self.percent), column(item + ".numerator", .integer),
                column(item + ".denominator", .integer), column(item + ".change", Self.points),
                column(item + ".change_year", Self.points), column(item + ".ytd", Self.percent),
                column(item + ".ytd_change_year", Self.points),
            ]
        }
        columns += [column("coverage.actual", .integer), column("coverage.expected", .integer)]
        let last = query.periods?.last ?? ""
        let before = Period(text: last).map { Period(type: $0.type, index: $0.index - 1).text } ?? ""
        let rows = Self.options(query.by.dropFirst().first).enumerated().flatMap { place, option in
            [(before, Int64(400_000)), (last, 451_234)].map { period, value in
                [.text(period)] + option
                    + query.items.flatMap { _ -> [ResultTable.Value] in
                        [
                            .number(value), .number(4_512), .number(10_000 + Int64(place) * 1_000),
                            .number(51_234),
                            .number(-34_550), .number(500_000), .number(0),
                        ]
                    } + [.number(54), isRegistered ? .number(56) : .none]
            }
        }
        return ResultTable(columns: columns, rows: rows)
    }

    private static func options(_ category: String?) -> [[ResultTable.Value]] {
        switch category {
        case nil: return [[]]
        // Of overlapping options only flowing in was reported.
        case "direction": return [[.text("in")]]
        case "aspect": return []
        case let category?:
            let options = (try? Catalogue.shipped())?.category(category)?.options ?? []
            return options.prefix(4).map { [.text($0.code)] }
        }
    }

    private var units: ResultTable {
        func text(_ text: String?) -> ResultTable.Value { text.map { .text($0) } ?? .none }
        return ResultTable(
            columns: [column("unit"), column("opened"), column("closed"), column("successors")],
            rows: times.map { [.text("5101"), text($0.opened), text($0.closed), text($0.successors)] })
    }

    private func completeness(_ query: Query) -> ResultTable {
        ResultTable(
            columns: [
                column("data_set"), column("unit"), column("unit.name"), column("expected", .integer),
                column("actual", .integer), column("partial", .integer),
                column("disagreeing", .integer), column("on_time_rate", Self.percent),
            ],
            rows: query.items.map { item in
                [
                    .text(item), .text("5101"), .text("成都市"), isRegistered ? .number(9) : .none,
                    .number(7), .number(1), .number(0), .number(777_778),
                ]
            })
    }

    private func missing(_ query: Query) -> ResultTable {
        ResultTable(
            columns: [column("data_set"), column("unit"), column("state")],
            rows: query.items.flatMap { item in
                [("510104", "missing"), ("510105", "partial")].map {
                    [.text(item), .text($0.0), .text($0.1)]
                }
            })
    }
}
