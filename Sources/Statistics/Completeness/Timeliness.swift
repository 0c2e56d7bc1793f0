/// What one return adds to the counts of who has reported, and when.
struct Timeliness: Hashable, Sendable {
    var isComplete = false
    /// By the earliest arrival of a complete revision.
    var isOnTime = false
    /// By the arrival of the revision that stands.
    var isStandingOnTime = false

    /// Of no return, or one that is not complete: amendments before it do not make it reported.
    static let none = Timeliness()

    /// Of a complete return; all are days since 1970.
    ///
    /// - Parameters:
    ///   - standing: on which the revision that stands arrived.
    ///   - outdone: on which the earliest complete one of those before it did; nil where there is none.
    init(standing: Int64, outdone: Int64?, lastTimely: Int64) {
        isComplete = true
        isStandingOnTime = standing <= lastTimely
        isOnTime = min(standing, outdone ?? standing) <= lastTimely
    }

    init() {}
}

extension RollupChanges {
    mutating func replace(_ old: Timeliness, by new: Timeliness, of key: LedgerKey, _ period: UInt32) {
        guard old != new else { return }
        let cells = ReturnCells.complete
        for (cell, was, holds) in [
            (cells.actual, old.isComplete, new.isComplete), (cells.onTime, old.isOnTime, new.isOnTime),
            (cells.standingOnTime, old.isStandingOnTime, new.isStandingOnTime),
        ] where was != holds {
            let change: Int64 = holds ? 1 : -1
            add(key.rollup(period, .reports), cell, sum: change, count: change)
        }
    }
}
