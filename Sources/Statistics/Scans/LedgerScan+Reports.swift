import Catalogue
import Wire

extension LedgerScan {
    /// Calls `body` with every report in force of a scope: by form, unit code and key.
    func eachReport(_ scope: ScanScope, _ body: (DataSet, Report) throws -> Void) throws {
        try eachUnit(scope) { dataSet, unit, keys in
            try eachRow(keys) { key, row in
                let report = try Report(key, row, unit: unit.code)
                if scope.days.cover(report) { try body(dataSet, report) }
            }
        }
    }

    /// Calls `body` for every form and unit of a scope with where its reports lie, by form and unit code.
    ///
    /// - Parameter withEarlier: the returns of all earlier periods too.
    func eachUnit(
        _ scope: ScanScope, withEarlier: Bool = false,
        _ body: (DataSet, LedgerSnapshot.Unit, ClosedRange<LedgerKey>) throws -> Void
    ) throws {
        let units = try units(below: scope.unit)
        for dataSet in scope.dataSets {
            for unit in units {
                guard let keys = scope.keys(dataSet, unit, withEarlier: withEarlier) else { continue }
                try body(dataSet, unit, keys)
            }
        }
    }
}
