import Catalogue

/// How much of a stock is carried forward.
struct StandingShare: Sendable {
    /// Of the period shown and of earlier ones.
    var reports: Int64 = 0
    /// Of earlier ones.
    var earlier: Int64 = 0

    /// Adds the reports that what is in a measure's row is of.
    mutating func add(
        _ key: (RollupKey.Column) -> RollupKey, _ measure: Measure, _ state: borrowing FoldState
    ) {
        let isTotal = measure.element.kind == .cumulative
        let standing = state.rollups[key(isTotal ? .standingTotals : .standingStocks)]?[.total]?.sum ?? 0
        earlier += standing
        reports += standing + (state.rollups[key(.reports)]?[.total]?.sum ?? 0)
    }

    /// - Parameter item: the element's code.
    func note(_ item: String) -> String {
        let tenths = Quotient.rounded(Int128(earlier) * 100, over: Int128(reports), places: 1) ?? 0
        return
            "\(item): some of it stands from an earlier period, of units that have not reported for the one shown: "
            + "\(earlier) of \(reports) reports (\(tenths / 10).\(tenths % 10) %)"
    }
}
