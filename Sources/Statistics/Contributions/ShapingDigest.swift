import Catalogue
import Crypto
import Foundation

extension Catalogue {
    /// SHA-256 of everything that shapes a contribution: rollups made under another digest are made anew. Names,
    /// definitions and bounds are not in it. Of the units it is when they open and close.
    ///
    /// - Parameter units: nil where none are registered.
    func shapingDigest(_ units: UnitRegistry?) -> [UInt8] {
        var lines = ["layout 9", "time zone \(timeZone.identifier)"]
        lines.append("levels \(levels.map(\.length))")
        for category in categories {
            lines.append("category \(category.code): \(category.options.map(\.id))")
        }
        for dataSet in dataSets {
            switch dataSet.form {
            case .event(let categories): lines.append("event \(dataSet.id) \(dataSet.code) \(categories)")
            case .periodic(let type, let dueDays, let dueFrom, let lookBack):
                lines.append(
                    "return \(dataSet.id) \(dataSet.code) \(type) \(lookBack), due \(dueDays) \(dueFrom) "
                        + "\(dataSet.graceDays), required \(dataSet.required)")
            }
        }
        if let units, !units.isAlwaysOpen { lines.append("units \(units.digest)") }
        // In the order of the file: a cell knows its element by its place.
        for element in elements {
            let kind =
                switch element.kind {
                case .derived(let derivation):
                    "derived \(derivation.conditions.map(Self.text)) \(derivation.countsOnlyHolding)"
                case .balance: "balance"
                case let other: "\(other)"
                }
            lines.append(
                "element \(element.id) \(element.code) \(element.dataSet) \(kind) \(element.datedBy ?? "-") "
                    + "\(element.categories) \(element.agreesWith ?? "-")")
        }
        lines += Pairings(self).all.map { pairing in
            "pairing \(pairing.indicator) \(pairing.selections.map { "\($0.element) \($0.filter.sorted { $0.key < $1.key })" })"
        }
        return Array(SHA256.hash(data: Data(lines.joined(separator: "\n").utf8)))
    }

    private static func text(_ condition: Derivation.Condition) -> String {
        switch condition {
        case .present(let code): "present \(code)"
        case .absent(let code): "absent \(code)"
        case .dayEnded(let code): "day ended \(code)"
        case .notAfter(let first, let second): "\(first) not after \(second)"
        case .after(let first, let second): "\(first) after \(second)"
        case .absentOrAfter(let first, let second): "\(first) absent or after \(second)"
        case .positive(let code): "positive \(code)"
        case .zero(let code): "zero \(code)"
        }
    }
}
