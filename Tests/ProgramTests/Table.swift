import Foundation

/// Rows of a simple CSV (no quotes: codes and numbers) by their column names.
struct Table {
    let columns: [String]
    let rows: [[String: String]]

    init(_ text: String) {
        let lines = text.split(whereSeparator: \.isNewline)
        columns =
            lines.first.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
            ?? []
        let columns = columns
        rows = lines.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(uniqueKeysWithValues: zip(columns, cells))
        }
    }

    init(file: String) throws { self.init(try String(contentsOfFile: file, encoding: .utf8)) }

    /// The rows by the values of some columns, joined by `/`.
    func keyed(by columns: [String]) -> [String: [String: String]] {
        Dictionary(rows.map { row in (columns.map { row[$0] ?? "" }.joined(separator: "/"), row) }) {
            first, _ in first
        }
    }
}

extension Program.Result {
    /// The output as CSV, without the columns that say how complete the reporting behind a row is.
    var cells: String {
        let table = Table(output)
        let columns = table.columns.filter { !$0.hasSuffix(".actual") && !$0.hasSuffix(".expected") }
        let lines = [columns] + table.rows.map { row in columns.map { row[$0] ?? "" } }
        return lines.map { $0.joined(separator: ",") + "\n" }.joined()
    }
}
