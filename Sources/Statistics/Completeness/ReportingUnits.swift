import Catalogue
import Wire

/// The rows of an answer by units: those that reported and those that are registered, so that a unit of which nothing ever
/// came has a row.
struct ReportingUnits {
    /// Ascending by code.
    let all: [ReportingUnit]

    /// - Parameters:
    ///   - unit: nil: everything.
    ///   - level: nil: one row for all.
    init(
        _ unit: UnitCode?, _ level: Catalogue.Level?, _ reader: CompletenessReader,
        _ state: borrowing FoldState
    ) {
        let number = unit.map { state.units.number(of: $0) } ?? UnitTree.root
        guard let level else {
            all = [reader.unit(unit, number, isTotal: true)]
            return
        }
        var rows: [UnitCode: ReportingUnit] = [:]
        if let number {
            let units = state.units
            units.walk(from: number, to: level.length) { number, isAtLevel in
                guard let code = units.code(number) else { return }
                rows[code] = reader.unit(code, number, isTotal: isAtLevel)
            }
        }
        if let registry = reader.expectations?.registry {
            for place in registry.places(below: unit) {
                guard let code = registry.code(at: place) else { continue }
                let row = code.prefix(level.length) ?? code
                guard rows[row] == nil else { continue }
                rows[row] = reader.unit(row, nil, isTotal: row.length >= level.length)
            }
        }
        all = rows.sorted { $0.key < $1.key }.map(\.value)
    }
}
