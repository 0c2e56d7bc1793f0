import Catalogue
import Wire

/// What part each row has of all rows together that differ from it in the last dimension only.
struct Share {
    private let grid: Grid

    init(_ grid: Grid, _ catalogue: Catalogue) throws(QueryError) {
        guard let last = grid.question.dimensions.last else {
            throw QueryError(
                chinese: "share：没有可算占比的对象，请用 by unit:层级 或其他维度",
                english:
                    "share: nothing is told apart that could have a share. Ask by unit:LEVEL or another dimension"
            )
        }
        if case .category(let category) = last, !category.hasTotal {
            throw QueryError(
                chinese: "share：\(category.code) 的选项互有重叠，占比之和会超过100%。请按 \(category.code) 直接查询数值",
                english:
                    "share: the options of \(category.code) overlap, so that their shares would come to more than 100 %. Ask for "
                    + "cells by \(category.code)")
        }
        for item in grid.question.items {
            switch item.shape {
            case .number, .count(.sum):
                guard case .period = last, item.measures.contains(where: { $0.overTime != .sum }) else {
                    continue
                }
                throw QueryError(
                    chinese: "\(item.code) 不跨期相加，各期没有占比。请用 by unit:层级 或分类",
                    english:
                        "\(item.code) is not added over time, so no period has a share of it. Ask by unit:LEVEL or a category"
                )
            case .count, .mean, .distribution, .ratio, .spread:
                throw QueryError(
                    chinese: "\(item.code) 不能相加，没有占比。请问其分子或分母的占比，或直接查询数值",
                    english:
                        "\(item.code) is not added up, so nothing has a share of it. Ask for the share of its numerator or "
                        + "denominator, or for its cells")
            }
        }
        self.grid = grid
    }

    func table() throws(QueryError) -> AnswerTable {
        var totals: [Int: [[String]: Ratio]] = [:]
        for row in grid.rows {
            for (index, item) in grid.question.items.enumerated() {
                guard let value = item.figure(at: row.place, grid.readout)?.value else { continue }
                let group = Array(row.texts.dropLast())
                totals[index, default: [:]][group] = (totals[index]?[group] ?? Ratio(0)) + value
            }
        }
        let percent = ResultTable.Column.Kind.decimal(scale: UInt8(Item.ratePlaces), isPercent: true)
        var columns = grid.question.dimensions.map(\.column)
        for item in grid.question.items {
            columns += [
                item.column("", item.valueKind),
                item.column(".share", percent, Names(chinese: "占比", english: "share")),
                item.column(".total", item.valueKind, Names(chinese: "合计", english: "total")),
            ]
        }
        columns += grid.behind.columns
        var rows: [[ResultTable.Value]] = []
        for row in grid.rows {
            var values: [ResultTable.Value] = []
            for (index, item) in grid.question.items.enumerated() {
                let value = item.figure(at: row.place, grid.readout)?.value
                let total = totals[index]?[Array(row.texts.dropLast())]
                let share = value.flatMap { value in total.flatMap { value / $0 } }.flatMap { $0 * 100 }
                values += [
                    try item.value(value, item.valueKind), try item.value(share, percent),
                    try item.value(value == nil ? nil : total, item.valueKind),
                ]
            }
            if values.contains(where: { $0 != .none }) {
                rows.append(grid.labels(row) + values + grid.behind.values(at: row.place))
            }
        }
        return AnswerTable(columns: columns, rows: rows)
    }
}
