/// In which cells of a row of reports it is counted how many returns there are, and how many came on time.
struct ReturnCells: Sendable {
    let actual: CellKey
    /// Those of them of which a complete revision, whichever, arrived on time.
    let onTime: CellKey
    /// Those of them that arrived on time as they stand.
    let standingOnTime: CellKey

    var all: [CellKey] { [actual, onTime, standingOnTime] }

    /// - Parameter number: 0 is of returns as such.
    private init(_ number: UInt32) {
        // Part 0 is the number of reports.
        actual = CellKey(combination: 0, part: 3 * number + 1)
        onTime = CellKey(combination: 0, part: 3 * number + 2)
        standingOnTime = CellKey(combination: 0, part: 3 * number + 3)
    }

    /// Of returns with everything that is required.
    static let complete = ReturnCells(0)

    /// Of those of them that state how many events there are and are right.
    static func agreeing(_ number: Int) -> ReturnCells { ReturnCells(UInt32(number) + 1) }
}

extension RollupKey {
    /// The row that counts returns.
    static func reports(
        _ form: UInt32, _ unit: UInt32, _ side: RollupKey.Side, _ period: UInt32
    ) -> RollupKey {
        RollupKey(dataSet: form, unit: unit, side: side, period: period, group: .reports)
    }
}

extension CellTable? {
    /// 0 where there is no such cell.
    func sum(_ key: CellKey) -> Int64 { self?[key]?.sum ?? 0 }
}
