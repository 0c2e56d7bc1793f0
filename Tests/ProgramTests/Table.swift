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
    /// The output as CSV, without the columns that say what is behind a row: how complete the reporting is, what may still
    /// change, who the unit is.
    var cells: String {
        let lines = output.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        let behind = [".actual", ".expected", ".unsettled", ".name", ".succession"]
        let kept = (lines.first ?? []).indices.filter { index in
            !behind.contains { lines[0][index].hasSuffix($0) }
        }
        return lines.map { line in kept.map { line[$0] }.joined(separator: ",") + "\n" }.joined()
    }
}
