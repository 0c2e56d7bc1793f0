/// In which columns it is counted how many returns there are, and how many came on time.
struct ReturnColumns: Sendable {
    let actual: RollupKey.Column
    let onTime: RollupKey.Column
    let standingOnTime: RollupKey.Column

    var all: [RollupKey.Column] { [actual, onTime, standingOnTime] }

    /// Of returns as such.
    static let complete = ReturnColumns(
        actual: .complete, onTime: .onTime, standingOnTime: .standingOnTime)

    /// Of those that state how many events there are and are right.
    static func agreeing(_ number: Int) -> ReturnColumns {
        let first = UInt32(number) * 3
        return ReturnColumns(
            actual: .agreeing(first), onTime: .agreeing(first + 1), standingOnTime: .agreeing(first + 2))
    }
}
