/// A rollup row's place: data set, unit, side, base period and column.
struct RollupKey: Hashable, Sendable {
    enum Side: UInt64, Sendable {
        /// The sum over all units below this one.
        case subtree = 0
        /// What the unit reported itself.
        case own = 1
    }

    /// What a row sums. Each has rows of its own, so that a question reads and a change stores nothing beside it.
    struct Column: Hashable, Sendable {
        let bits: UInt32

        init(bits: UInt32) { self.bits = bits }

        /// - Parameters:
        ///   - element: its place in the catalogue.
        init(element: Int) { bits = UInt32(element) << 1 }

        /// Current reports, retracted ones not among them; of returns also how many are complete and on time, each in a
        /// cell of its own. They share a row: a unit has one for each form and period, and rows cost more than cells.
        static let reports = Column(bits: .max)

        /// Reports of earlier periods of which something stands in this one: stocks, or running totals of the year.
        static let standingStocks = Column(bits: .max - 3)
        static let standingTotals = Column(bits: .max - 1)

        /// What of an element does not count yet, by the day that has to end first. Only the units that reported it
        /// have such rows: nobody above them has anything of it before it counts.
        var waiting: Column { Column(bits: bits | 1) }
        var isWaiting: Bool { bits & 1 == 1 && self != .reports }
        /// The column in which it counts once its day has ended.
        var counting: Column { Column(bits: bits & ~1) }
    }

    /// Data set × 2^32 + unit number × 2 + side.
    let scope: UInt64
    /// The base period's index.
    let period: UInt32
    let column: Column

    init(scope: UInt64, period: UInt32, column: Column) {
        self.scope = scope
        self.period = period
        self.column = column
    }

    init(dataSet: UInt32, unit: UInt32, side: Side, period: UInt32, column: Column) {
        self.init(
            scope: UInt64(dataSet) << 32 | UInt64(unit) << 1 | side.rawValue, period: period, column: column)
    }

    var dataSet: UInt32 { UInt32(truncatingIfNeeded: scope >> 32) }
    var unit: UInt32 { UInt32(truncatingIfNeeded: scope) >> 1 }
    var hash: UInt64 { KeyHash.of(scope, UInt64(period) << 32 | UInt64(column.bits)) }
}
