import Foundation
import Testing

/// What the Boston file must give, computed independently of everything here.
enum Boston {
    static let reports = Setting.dataFile("reports-city-problem-boston-2015h1.csv.gz")
    static let expected = Setting.dataFile("expected-city-problem-boston-2015h1.csv")

    static let question = [
        "CP_FILED", "CP_DUE", "CP_CLOSED", "CP_CLOSED_ONTIME", "CP_MINUTES", "--unit", "9901", "--by",
        "unit:6", "--by",
        "month", "--by", "type", "--period", "201501..201506",
    ]

    private static let counts = [
        ("filed", "CP_FILED"), ("due", "CP_DUE"), ("closed", "CP_CLOSED"), ("on_time", "CP_CLOSED_ONTIME"),
        ("n_minutes", "CP_MINUTES.n"),
    ]
    private static let quantiles = [("p50_minutes", "CP_MINUTES.p50"), ("p90_minutes", "CP_MINUTES.p90")]

    /// Every cell as expected, and no other: counts exactly, quantiles within 1 %.
    static func differences(in answer: String) throws -> [String] {
        let key = ["unit", "month", "type"]
        let expected = try Table(file: expected).keyed(by: key)
        let got = Table(answer).keyed(by: key)
        var differences = Set(got.keys).subtracting(expected.keys).map { "\($0): not expected" }
        if expected.count != 517 {
            differences.append("\(expected.count) rows are expected in the file, not 517")
        }
        for (key, cells) in expected {
            guard let row = got[key] else {
                differences.append("\(key): missing")
                continue
            }
            for (name, column) in counts
            where (row[column].flatMap(Int.init) ?? 0) != cells[name].flatMap(Int.init) {
                differences.append("\(key) \(column): \(row[column] ?? "-"), expected \(cells[name] ?? "-")")
            }
            for (name, column) in quantiles {
                guard let exact = cells[name].flatMap(Double.init) else { continue }
                let value = row[column].flatMap(Double.init) ?? -1
                if abs(value - exact) > max(0.01 * exact, 0.5) {
                    differences.append("\(key) \(column): \(value), expected \(exact)")
                }
            }
        }
        return differences
    }

    /// The file's lines, the header first.
    static func lines(in folder: Folder) throws -> [Substring] {
        let unpacked = try folder.unpack(reports, to: "boston.csv")
        return try String(contentsOfFile: unpacked, encoding: .utf8).split(whereSeparator: \.isNewline)
    }
}
