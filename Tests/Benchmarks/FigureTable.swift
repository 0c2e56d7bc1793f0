internal import Client
internal import Foundation

/// One line of the table.
struct Figure {
    enum Aim {
        case atMost(Double)
        case atLeast(Double)
    }

    let name: String
    let value: Double
    let unit: String
    var aim: Aim?
    /// The same of what it is compared with.
    var floor: Double?
    var comparedWith = ""
}

/// All figures under each other.
struct FigureTable {
    let figures: [Figure]

    var text: String {
        let titles = [
            ("name", false), ("figure", true), ("unit", false), ("aim", true), ("floor", true),
            ("ratio", true),
            ("compared with", false),
        ]
        return TextTable(
            titles.map { TextTable.Column([$0.0], isNumber: $0.1) }, rows: figures.map(cells)
        ).text
    }

    private func cells(_ figure: Figure) -> [String] {
        let aim =
            switch figure.aim {
            case nil: "-"
            case .atMost(let value): "≤ \(text(value))"
            case .atLeast(let value): "≥ \(text(value))"
            }
        let ratio = figure.floor.map { $0 > 0 ? String(format: "%.2f", figure.value / $0) : "-" }
        return [
            figure.name, text(figure.value), figure.unit, aim, figure.floor.map(text) ?? "-", ratio ?? "-",
            figure.comparedWith,
        ]
    }

    private func text(_ value: Double) -> String {
        guard value < 1_000 else {
            return Int(value.rounded()).formatted(.number.locale(Locale(identifier: "en_US")))
        }
        return String(format: value < 10 ? "%.2f" : "%.1f", value)
    }
}
