/// What one report adds to the statistics: integers that can be taken back.
struct Contribution: Sendable {
    struct Placed: Hashable, Sendable {
        /// The base period's index.
        let period: UInt32
        let column: RollupKey.Column
        let key: CellKey
        let value: Int64
        /// The day, since 1970, that has to end before it counts; `always` for what counts at once.
        var day = always

        static let always = Int64.min
    }

    struct Carried: Sendable {
        let column: RollupKey.Column
        let key: CellKey
        let value: Int64
        /// Not into another year.
        let endsWithYear: Bool
        /// It says only in later periods, and by its age there, what stands from an earlier one.
        var isAged = false
    }

    /// False where there is no report or it is retracted.
    var isPresent = false
    /// True where the catalogue does not know something in it; then it contributes nothing.
    var isUnread = false
    /// Of a return: something is filled in, and everything that is required.
    var isComplete = false
    var placed: [Placed] = []
    /// Values of the report's own and of later periods.
    var carried: [Carried] = []

    mutating func clear() {
        isPresent = false
        isUnread = false
        isComplete = false
        placed.removeAll(keepingCapacity: true)
        carried.removeAll(keepingCapacity: true)
    }
}
