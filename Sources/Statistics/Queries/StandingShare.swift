import Catalogue

/// How much of a stock is carried forward.
struct StandingShare: Hashable, Sendable {
    /// Of the period shown and of earlier ones.
    var reports: Int64 = 0
    /// Of earlier ones.
    var earlier: Int64 = 0

    /// Adds the reports that what is in a measure's row is of.
    ///
    /// - Parameter row: of the reports of the same unit and period.
    mutating func add(
        _ row: CellTable?, _ measure: Measure
    ) {
        let isTotal = measure.element.kind == .cumulative
        let standing = row.sum(isTotal ? .standingTotals : .standingStocks)
        earlier += standing
        reports += standing + row.sum(.total)
    }

    /// A sentence for all elements of which as much is carried forward.
    ///
    /// - Parameter shares: by the elements' codes.
    static func notes(_ shares: [String: StandingShare]) -> [Names] {
        Dictionary(grouping: shares.keys) { shares[$0] }
            .sorted { ($0.value.min() ?? "") < ($1.value.min() ?? "") }
            .compactMap { share, codes in share?.note(codes.sorted().joined(separator: ", ")) }
    }

    private func note(_ items: String) -> Names {
        let tenths = Quotient.rounded(Int128(earlier) * 100, over: Int128(reports), places: 1) ?? 0
        let percent = "\(tenths / 10).\(tenths % 10)"
        return Names(
            chinese: "\(items)：部分沿用上期，本期未报的单位：\(reports)份中\(earlier)份（\(percent)%）",
            english:
                "\(items): some of it stands from an earlier period, of units that have not reported for the one shown: "
                + "\(earlier) of \(reports) reports (\(percent) %)")
    }
}
