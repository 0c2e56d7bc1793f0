/// A rollup row's place: data set, unit, side and base period.
struct RollupKey: Hashable, Sendable {
    enum Side: UInt64, Sendable {
        /// The sum over all units below this one.
        case subtree = 0
        /// What the unit reported itself.
        case own = 1
    }

    /// Data set × 2^32 + unit number × 2 + side.
    let scope: UInt64
    /// The base period's index.
    let period: UInt32

    init(scope: UInt64, period: UInt32) {
        self.scope = scope
        self.period = period
    }

    init(dataSet: UInt32, unit: UInt32, side: Side, period: UInt32) {
        scope = UInt64(dataSet) << 32 | UInt64(unit) << 1 | side.rawValue
        self.period = period
    }

    var dataSet: UInt32 { UInt32(truncatingIfNeeded: scope >> 32) }
    var unit: UInt32 { UInt32(truncatingIfNeeded: scope) >> 1 }
}
