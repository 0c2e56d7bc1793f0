package import Wire

/// A form: which elements, how often, and who reports it.
package struct DataSet: Hashable, Sendable {
    package let id: UInt32
    package let code: String
    package let names: Names
    package let form: Form
    package let scope: Scope
    package let reporters: Reporters
    /// Codes of its elements in the order of the form.
    package let elements: [String]
    /// Codes of the elements without which a report is partial.
    package let required: [String]
    /// For how many days after the due day a return still counts as on time.
    package let graceDays: Int

    /// Of an event that is a case: what says how far it has come.
    package let milestones: Milestones?

    package enum Form: Hashable, Sendable {
        /// `lookBack`: for how many periods after its own a stock counts; `dueDays` after the `dueFrom` of the period.
        case periodic(PeriodType, dueDays: Int, dueFrom: DueFrom, lookBack: Int)
        /// Codes of the categories whose options an event may carry, at most one of each.
        case event(categories: [String])
    }

    package enum DueFrom: String, Hashable, Sendable { case start, end }

    package enum Scope: String, Hashable, Sendable {
        /// Each level reports its own, levels add up.
        case own
        /// Who reports speaks for everything below; exactly one unit on each path reports.
        case subtree
    }

    /// A case is filed when it occurs. It is open until its date of closing.
    package struct Milestones: Hashable, Sendable {
        /// The code of the date of closing.
        package let closed: String
        /// The code of the date that it is due at; nil: cases have no deadline.
        package let due: String?
        /// The code of the flow that is above 0 while the case is deferred; nil: cases are not deferred.
        package let deferred: String?
    }

    /// Who may report: code lengths, and single units besides, which shut out everything below them.
    package struct Reporters: Hashable, Sendable {
        package let lengths: [Int]
        package let units: [UnitCode]

        package func permit(_ unit: UnitCode) -> Bool {
            units.contains(unit)
                || lengths.contains(unit.length) && !units.contains { unit.hasPrefix($0) }
        }
    }
}
