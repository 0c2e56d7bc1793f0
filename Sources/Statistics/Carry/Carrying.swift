/// The report whose values are carried: under which key, from which period, and how far they may reach.
struct Carrying: Sendable {
    let key: LedgerKey
    let period: UInt32
    let coverage: Coverage
    /// The first day, since 1970, on which nothing of the unit stands any longer.
    let closing: Int64

    /// - Parameter next: the index of the unit's next report.
    func periods(next: UInt32?, endsWithYear: Bool) -> ClosedRange<UInt32> {
        coverage.periods(from: period, next: next, closing: closing, endsWithYear: endsWithYear)
    }
}

extension RollupChanges {
    /// What also counts later, in all periods that it covers.
    mutating func add(
        _ carried: [Contribution.Carried], _ carrying: Carrying, next: UInt32?, sign: Int64
    ) {
        let key = carrying.key
        for value in carried {
            for covered in carrying.periods(next: next, endsWithYear: value.endsWithYear) {
                let age = value.isAged ? covered - carrying.period : 0
                guard age > 0 || !value.isAged else { continue }
                add(
                    key.rollup(covered, value.column.group),
                    CellKey(combination: value.key.combination, part: age), lane: value.column.lane,
                    sum: sign * value.value, count: sign)
            }
        }
        // Answers say where something stands from before: how many values there are does not tell.
        for (endsWithYear, cell) in [(false, CellKey.standingStocks), (true, CellKey.standingTotals)]
        where carried.contains(where: { $0.endsWithYear == endsWithYear }) {
            for covered in carrying.periods(next: next, endsWithYear: endsWithYear)
            where covered != carrying.period {
                add(key.rollup(covered, .reports), cell, sum: sign, count: sign)
            }
        }
    }
}
