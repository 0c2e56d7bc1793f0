internal import Wire

/// An answer's cells by the names of its columns.
struct BriefRows {
    private let table: ResultTable
    private let indices: [String: Int]

    init(_ table: ResultTable) {
        self.table = table
        indices = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
    }

    var rows: [[ResultTable.Value]] { table.rows }

    /// Rows that have these texts in these columns.
    func rows(_ texts: [String: String]) -> [[ResultTable.Value]] {
        table.rows.filter { row in texts.allSatisfy { text(row, $0.key) == $0.value } }
    }

    func text(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], case .text(let text) = row[index] else { return nil }
        return text
    }

    func number(_ row: [ResultTable.Value], _ column: String) -> Int64? {
        guard let index = indices[column], case .number(let number) = row[index] else { return nil }
        return number
    }

    /// As tables show it; nil where there is no value.
    func shown(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], row[index] != .none else { return nil }
        return row[index].tableText(table.columns[index].kind)
    }

    /// With two decimals, without a measure.
    func rounded(_ row: [ResultTable.Value], _ column: String) -> String? {
        guard let index = indices[column], row[index] != .none else { return nil }
        return row[index].roundedText(table.columns[index].kind)
    }

    /// For charts.
    func fraction(_ row: [ResultTable.Value], _ column: String) -> Double? {
        guard let index = indices[column], let number = number(row, column) else { return nil }
        guard case .decimal(let scale, _) = table.columns[index].kind else { return Double(number) }
        return Double(number) / (0..<scale).reduce(1.0) { power, _ in power * 10 }
    }
}
