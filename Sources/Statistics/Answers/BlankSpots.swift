import Catalogue
import Wire

/// Units with what of theirs is not covered: blank, covered, and not reported are three states. What a unit reported for an
/// earlier period says nothing of this one.
struct BlankSpots {
    private let grid: Grid
    private let item: Item
    let dataSet: DataSet
    let period: Period

    /// - Parameter query: of one count of one return, for one of its periods.
    init(_ grid: Grid) throws(QueryError) {
        guard let item = grid.question.items.first, grid.question.items.count == 1, case .count = item.shape,
            let dataSet = item.dataSets.first, item.dataSets.count == 1,
            case .periodic(let type, _, _, _) = dataSet.form
        else {
            let items = Names(list: grid.question.items.map(\.code))
            throw QueryError(
                chinese: "blank-spots 按一张报表的一个计数指标（如 COV_BLANK）列出单位，\(items.chinese) 不是",
                english: "blank-spots: it lists units by one count of one return (such as COV_BLANK), and "
                    + "\(items.english) is none")
        }
        guard let periods = grid.question.periods, periods.lowerBound == periods.upperBound,
            periods.lowerBound.type == type
        else {
            throw QueryError(
                chinese: "blank-spots 只看一期，请用 --period 指定一期（\(type.words.chinese)）",
                english:
                    "blank-spots: units are blank or not in one \(type.word). Ask with --period for one \(type.word)"
            )
        }
        self.grid = grid
        self.item = item
        self.dataSet = dataSet
        period = periods.lowerBound
    }

    /// The query that reads every unit by itself.
    static func query(_ query: Query, _ catalogue: Catalogue) throws(QueryError) -> Query {
        guard query.by.isEmpty else {
            throw QueryError(
                chinese: "blank-spots 每个单位一行，请不要用 by",
                english: "blank-spots: it has a row for each unit. Ask without by")
        }
        var query = query
        query.by = ["unit:\(catalogue.levels.last?.length ?? UnitCode.maximumLength)"]
        return query
    }

    private enum State: String {
        case blank, notReported = "not_reported", covered
    }

    /// - Parameters:
    ///   - reported: units that reported the form for the period.
    ///   - expected: registered units that must have.
    func table(reported: Set<UnitCode>, expected: [UnitCode]) throws(QueryError) -> AnswerTable {
        var entries: [(state: State, value: Ratio?, unit: UnitCode)] = []
        var listed: Set<UnitCode> = []
        for row in grid.rows {
            guard let unit = grid.readout.codes[row.place[0]], reported.contains(unit),
                let value = item.figure(at: row.place, grid.readout)?.value
            else { continue }
            listed.insert(unit)
            entries.append((value > Ratio(0) ? .blank : .covered, value, unit))
        }
        let missing = Set(expected).union(reported).subtracting(listed)
        entries += missing.map { (.notReported, nil, $0) }
        let order: [State] = [.blank, .notReported, .covered]
        entries.sort { left, right in
            guard left.state == right.state else {
                return order.firstIndex(of: left.state) ?? 0 < order.firstIndex(of: right.state) ?? 0
            }
            if let first = left.value, let second = right.value, first != second { return first > second }
            return left.unit < right.unit
        }
        var table = AnswerTable(
            columns: [
                ResultTable.Column(name: "unit", kind: .text, chinese: "单位", english: "Unit"),
                ResultTable.Column(name: "state", kind: .text, chinese: "状态", english: "State"),
                item.column("", item.valueKind),
            ], rows: [], notes: [Self.legend])
        for entry in entries {
            table.rows.append([
                .text(entry.unit.description), .text(entry.state.rawValue),
                try item.value(entry.value, item.valueKind),
            ])
        }
        return table
    }

    private static let legend = Names(
        chinese: "blank 空白；not_reported 本期未报；covered 已覆盖",
        english:
            "blank: something is not covered; not_reported: nothing that says so was reported for the period; covered: "
            + "nothing is blank")
}
