import Catalogue
import Wire

/// Rows in the order of one item, the greatest first. Equal values share a rank, and the next one counts them all (1, 1, 3).
///
/// Ranked are the units where the question is by units, else what its last dimension tells apart; each combination of the
/// other dimensions has a ranking of its own.
struct Ranking {
    private let grid: Grid
    private let item: Item
    /// The dimension whose members are ranked.
    private let ranked: Int

    init(_ grid: Grid) throws(QueryError) {
        guard let item = grid.question.items.first, grid.question.items.count == 1 else {
            throw QueryError(
                chinese: "ranking 只排一项，现有\(grid.question.items.count)项，请分别查询",
                english:
                    "ranking: one item is ranked, \(grid.question.items.count) are named. Ask for each alone")
        }
        guard !grid.question.dimensions.isEmpty else {
            throw QueryError(
                chinese: "ranking：没有可排的对象，请用 by unit:层级 或其他维度",
                english:
                    "ranking: nothing is told apart that could be ranked. Ask by unit:LEVEL or another dimension"
            )
        }
        if let reason = item.indicator?.unranked {
            throw QueryError(
                chinese: "\(item.code) 不排名：\(reason.chinese)请直接查询数值",
                english: "\(item.code) is not ranked: \(reason.english) Ask for its cells instead")
        }
        self.grid = grid
        self.item = item
        let units = grid.question.dimensions.firstIndex { if case .unit = $0 { true } else { false } }
        ranked = units ?? grid.question.dimensions.count - 1
    }

    private struct Entry {
        let row: Grid.Row
        let value: Ratio
    }

    func table() throws(QueryError) -> AnswerTable {
        var groups: [[String]: [Entry]] = [:]
        var leftOut: [Names] = []
        for row in grid.rows where isAtLevel(row) {
            guard let figure = item.figure(at: row.place, grid.readout) else { continue }
            if let reason = reason(figure) {
                let text = row.texts[ranked]
                leftOut.append(
                    Names(chinese: "\(text)（\(reason.chinese)）", english: "\(text) (\(reason.english))"))
            } else if let value = figure.value {
                groups[others(row), default: []].append(Entry(row: row, value: value))
            }
        }
        var rows: [[ResultTable.Value]] = []
        for key in groups.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let entries = groups[key] ?? []
            // Sorting keeps equal values in the order of their codes.
            let sorted = entries.enumerated().sorted {
                $0.element.value == $1.element.value
                    ? $0.offset < $1.offset : $0.element.value > $1.element.value
            }.map(\.element)
            var rank = 1
            for (index, entry) in sorted.enumerated() {
                if index > 0, entry.value != sorted[index - 1].value { rank = index + 1 }
                rows.append(
                    [.number(Int64(rank)), .number(Int64(sorted.count))] + grid.labels(entry.row)
                        + (try item.values(at: entry.row.place, grid.readout))
                        + grid.behind.values(at: entry.row.place))
            }
        }
        let columns =
            [
                ResultTable.Column(name: "rank", kind: .integer, chinese: "名次", english: "Rank"),
                ResultTable.Column(name: "ranked", kind: .integer, chinese: "参排数", english: "of"),
            ] + grid.question.dimensions.map(\.column) + item.columns + grid.behind.columns
        let note = Names(
            chinese: "\(item.code)：未参加排名：\(leftOut.map(\.chinese).joined(separator: "、"))",
            english:
                "\(item.code): left out of the ranking: \(leftOut.map(\.english).joined(separator: ", "))"
        )
        return AnswerTable(columns: columns, rows: rows, notes: leftOut.isEmpty ? [] : [note])
    }

    private func others(_ row: Grid.Row) -> [String] {
        row.texts.indices.filter { $0 != ranked }.map { row.texts[$0] }
    }

    /// A unit above the level that reported itself is no competitor of those at it.
    private func isAtLevel(_ row: Grid.Row) -> Bool {
        guard case .unit(let level) = grid.question.dimensions[ranked] else { return true }
        return grid.readout.codes[row.place[ranked]]?.length == level.length
    }

    /// Why it has no rank; nil where it has.
    private func reason(_ figure: Figure) -> Names? {
        guard figure.value != nil else { return Names(chinese: "无定义", english: "undefined") }
        guard let least = item.indicator?.minimumDenominator, let denominator = figure.denominator,
            denominator < Ratio(Int128(least))
        else { return nil }
        let number = denominator.rounded(places: 0) ?? 0
        return Names(
            chinese: "分母\(number)，不足\(least)", english: "denominator \(number), below \(least)")
    }
}
