/// A rollup row's place: data set, unit, side, base period and group of columns.
struct RollupKey: Hashable, Sendable {
    enum Side: UInt64, Sendable {
        /// The sum over all units below this one.
        case subtree = 0
        /// What the unit reported itself.
        case own = 1
    }

    /// Columns that are summed in one row: each has a lane in every cell of it, so that a report that adds to several finds
    /// one cell.
    struct Group: Hashable, Sendable {
        /// Number × 2^8 + width × 2 + (1: what waits for its day).
        let bits: UInt32

        init(bits: UInt32) { self.bits = bits }

        /// - Parameter width: how many columns it has, at most `widthLimit`.
        init(number: Int, width: Int) { bits = UInt32(number) << 8 | UInt32(width) << 1 }

        static let widthLimit = 32

        var width: Int { Int(bits >> 1 & 0x7F) }

        /// Current reports, retracted ones not among them; of returns also how many are complete and on time, and of how many
        /// something stands from an earlier period, each in a cell of its own.
        static let reports = Group(number: 0xFF_FFFF, width: 1)

        /// What does not count yet, by the day that has to end first. Only the units that reported it have such rows: nobody
        /// above them has anything of it before it counts.
        var waiting: Group { Group(bits: bits | 1) }
        var isWaiting: Bool { bits & 1 == 1 }
        /// The group in which it counts once its day has ended.
        var counting: Group { Group(bits: bits & ~1) }
    }

    /// What is summed in one lane of a group's rows.
    struct Column: Hashable, Sendable {
        var group: Group
        let lane: UInt8

        static let reports = Column(group: .reports, lane: 0)
    }

    /// Data set × 2^32 + unit number × 2 + side.
    let scope: UInt64
    /// The base period's index.
    let period: UInt32
    let group: Group

    init(scope: UInt64, period: UInt32, group: Group) {
        self.scope = scope
        self.period = period
        self.group = group
    }

    init(dataSet: UInt32, unit: UInt32, side: Side, period: UInt32, group: Group) {
        self.init(
            scope: UInt64(dataSet) << 32 | UInt64(unit) << 1 | side.rawValue, period: period, group: group)
    }

    var dataSet: UInt32 { UInt32(truncatingIfNeeded: scope >> 32) }
    var unit: UInt32 { UInt32(truncatingIfNeeded: scope) >> 1 }
    var hash: UInt64 { KeyHash.of(scope, UInt64(period) << 32 | UInt64(group.bits)) }
}
