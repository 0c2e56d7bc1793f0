import Catalogue
import Wire

/// One item with the members of one dimension below each other and those of another side by side. Options that stand for
/// pairs make up both by themselves.
struct Matrix {
    private let grid: Grid
    private let item: Item
    private let catalogue: Catalogue

    init(_ grid: Grid, _ catalogue: Catalogue) throws(QueryError) {
        guard let item = grid.question.items.first, grid.question.items.count == 1 else {
            throw QueryError(
                chinese: "matrix 只看一项，现有\(grid.question.items.count)项，请分别查询",
                english:
                    "matrix: it shows one item, \(grid.question.items.count) are named. Ask for each alone")
        }
        self.grid = grid
        self.item = item
        self.catalogue = catalogue
        guard grid.question.dimensions.count == 2 || pairs != nil else {
            let count = grid.question.dimensions.count
            throw QueryError(
                chinese: "matrix 有两个维度，现有\(count)个。请用两个 by，或只用一个成对的分类",
                english:
                    "matrix: it has two dimensions, \(count) are named. Ask by two, or by a category of pairs alone"
            )
        }
    }

    private struct Cell {
        let row: String
        let column: String
        let place: Place
    }

    func table() throws(QueryError) -> AnswerTable {
        let (cells, notes) = try cells()
        let rows = Set(cells.map(\.row)).sorted()
        let titles = Set(cells.map(\.column)).sorted { (order($0), $0) < (order($1), $1) }
        var table = AnswerTable(columns: [heading] + titles.map(column), rows: [], notes: notes)
        for row in rows {
            var values: [ResultTable.Value] = [row.isEmpty ? .none : .text(row)]
            for title in titles {
                let place = cells.first { $0.row == row && $0.column == title }?.place
                let figure = place.flatMap { item.figure(at: $0, grid.readout) }
                values.append(try item.value(figure?.value, item.valueKind))
            }
            table.rows.append(values)
        }
        return table
    }

    private var heading: ResultTable.Column {
        guard pairs == nil else {
            return ResultTable.Column(name: "with", kind: .text, chinese: "对象", english: "with")
        }
        return grid.question.dimensions[0].column
    }

    private func column(_ title: String) -> ResultTable.Column {
        let names =
            pairs?.flatMap { [$0.first, $0.second] }.first { $0.code == title }?.names
            ?? category(1)?.options.first { $0.code == title }?.names
        // What has no option of the category still needs a heading, which no option can have.
        let text = title.isEmpty ? "-" : title
        return ResultTable.Column(
            name: text, kind: item.valueKind, chinese: names?.chinese ?? text, english: names?.english ?? text
        )
    }

    private func category(_ index: Int) -> Category? {
        guard grid.question.dimensions.indices.contains(index),
            case .category(let category) = grid.question.dimensions[index]
        else { return nil }
        return category
    }

    /// Of the only dimension, where its options are pairs.
    private var pairs: [Category.Pair]? {
        guard grid.question.dimensions.count == 1, let category = category(0), category.isOfPairs else {
            return nil
        }
        return category.options.compactMap(\.pair)
    }

    private func cells() throws(QueryError) -> (cells: [Cell], notes: [Names]) {
        guard pairs != nil else {
            return (
                grid.rows.map { Cell(row: $0.texts[0], column: $0.texts[1], place: $0.place) }, []
            )
        }
        var cells: [Cell] = []
        var notes: [Names] = []
        for row in grid.rows {
            guard let option = catalogue.option(id: row.place[0]) else { continue }
            if let pair = option.pair {
                // Who is named first says nothing: each stands with the other.
                cells.append(Cell(row: pair.first.code, column: pair.second.code, place: row.place))
                cells.append(Cell(row: pair.second.code, column: pair.first.code, place: row.place))
            } else {
                let value = try item.value(item.figure(at: row.place, grid.readout)?.value, .integer)
                if case .number(let number) = value {
                    notes.append(
                        Names(
                            chinese: "\(item.code)：\(option.code) 不成对，计 \(number)",
                            english: "\(item.code): \(number) under \(option.code), which is no pair"))
                }
            }
        }
        return (cells, notes)
    }

    /// Options stand in the catalogue's order, everything else in that of its text.
    private func order(_ title: String) -> Int {
        category(1)?.options.firstIndex { $0.code == title } ?? 0
    }
}
