import CSV
import Wire

/// Reads the optional cells of a units file.
struct UnitTimeReader {
    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    /// Whether the units that it names exist is not known yet.
    func time(of unit: UnitCode, _ row: UnitRows.Row) throws(CSVError) -> UnitTime {
        var time = UnitTime()
        var opened = UnitTime.always.lowerBound
        var closed = UnitTime.always.upperBound
        do throws(Fault) {
            for (column, text) in row.details {
                switch column {
                case .opened: opened = try day(text, column)
                case .closed: closed = try day(text, column)
                case .domain: time.domain = try option(text, "domain", standing: [])
                case .area: time.area = try option(text, "area", standing: ["urban", "rural"])
                case .reports: time.duties = try duties(text, unit)
                case .reportedBy: time.reportedBy = try code(text, column)
                case .successors: time.successors = try successors(text)
                }
            }
            guard opened < closed else {
                throw Fault(
                    "closed \(DateText.text(day: closed)) is not after opened \(DateText.text(day: opened)). "
                        + "closed is the first day on which it is no longer open: give a later one, or leave it empty"
                )
            }
        } catch {
            throw CSVError(line: row.line, "unit \(unit): \(error.message)")
        }
        time.days = opened..<closed
        return time
    }

    private struct Fault: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    private func day(_ text: String, _ column: UnitRows.Column) throws(Fault) -> Int64 {
        guard let date = DateParts(text.utf8.span), date.secondOfDay == nil else {
            throw Fault(
                "\(column.rawValue) `\(text)` is no day, expected one such as 2025-07-01 in 1970 to 2199, or nothing"
            )
        }
        return date.day
    }

    /// - Parameter standing: the options where the catalogue has no such category.
    private func option(_ text: String, _ category: String, standing: [String]) throws(Fault) -> String {
        let options = catalogue.category(category)?.options.map(\.code) ?? standing
        guard options.contains(text) else {
            throw Fault(
                options.isEmpty
                    ? "\(category) `\(text)`: the catalogue has no category \(category), expected nothing there"
                    : "\(category) `\(text)` is none, expected \(options.joined(separator: ", ")) or nothing")
        }
        return text
    }

    private func duties(_ text: String, _ unit: UnitCode) throws(Fault) -> UnitTime.Duties {
        guard text != "-" else { return .dataSets([]) }
        var codes: Set<String> = []
        for code in text.split(separator: " ").map(String.init) {
            guard let dataSet = catalogue.dataSet(code) else {
                throw Fault(
                    "reports `\(code)` is no data set of the catalogue, expected codes of data sets separated by spaces "
                        + "(\(catalogue.dataSets.map(\.code).joined(separator: ", "))), - for none, or nothing"
                )
            }
            guard dataSet.reporters.permit(unit) else {
                throw Fault(
                    "reports `\(code)`, which the catalogue does not let it report (reported_by of \(code)): take it out, or "
                        + "change the catalogue")
            }
            codes.insert(code)
        }
        return .dataSets(codes)
    }

    private func code(_ text: some StringProtocol, _ column: UnitRows.Column) throws(Fault) -> UnitCode {
        guard let unit = UnitCode(String(text)), unit.isWellFormed else {
            throw Fault(
                "\(column.rawValue) `\(text)` is no unit's code, expected the code of a unit of this file")
        }
        return unit
    }

    private func successors(_ text: String) throws(Fault) -> [Succession] {
        var successions: [Succession] = []
        for part in text.split(separator: " ") {
            let sides = part.split(separator: "@", omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw Fault(
                    "successors `\(part)`: expected CODE@DATE, several separated by spaces, such as 5101040170AB@2025-07-01"
                )
            }
            successions.append(
                Succession(unit: try code(sides[0], .successors), day: try day(String(sides[1]), .successors))
            )
        }
        return successions
    }
}
