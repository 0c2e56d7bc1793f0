/// One number that a form asks for, or one that is derived from others of the same form.
package struct Element: Hashable, Sendable {
    package let id: UInt32
    package let code: String
    package let names: Names
    package let definition: Names
    /// Where the definition comes from; `ours` for our own.
    package let source: String
    /// The code of the data set that it belongs to.
    package let dataSet: String
    package let kind: Kind
    /// What is counted: persons, minutes, cases.
    package let unit: String
    /// Decimals: a value of 15 with scale 1 is 1.5.
    package let scale: Int
    /// In the smallest unit, both inclusive; for dates seconds since 1970.
    package let bounds: ClosedRange<Int64>
    /// Codes of the categories that a return's cells are disaggregated by, in the order of the report CSV's column
    /// names; empty where the cell is one number. Events have the data set's categories instead.
    package let categories: [String]
    /// The date element of the same event that says which day this one is counted on; nil: the event's occurrence.
    package let datedBy: String?
    package let isSensitive: Bool
    /// Of a distribution: the flow of the same form that counts what may still come to have a value, so that what is
    /// open is known.
    package let outOf: String?
    /// Of a distribution: upper ends of the bands that it is shown in, ascending, in the smallest unit.
    package let bands: [Int64]
    /// The code of an event's element whose sum over the same unit and period this one states, 0 included (零报告): where
    /// the two agree, all those events are there.
    package let agreesWith: String?

    package enum Kind: Hashable, Sendable {
        /// Added over time and over units.
        case flow
        /// The last report counts, also in later periods up to the look-back; added over units.
        case stock
        /// A running total since 1 January: the last value counts, never carried into another year.
        case cumulative
        /// Distinct persons: added over units, never over time.
        case distinct
        /// Sums of buckets: median and quantiles.
        case distribution
        /// A mean, weighted by the element with this code.
        case rate(weight: String)
        /// A milestone date of an event; never added.
        case date
        /// A stock of the year's targets: never carried.
        case target
        /// Computed from the same report, added like a flow; never sent.
        case derived(Derivation)
        /// A stock that follows from events: all that was added and taken off up to the end of the period; never sent.
        case balance(Expression)
    }
}

extension Element {
    /// True where the element is worked out from others and never sent.
    /// True where a value stands in later periods too.
    package var isCarried: Bool { kind == .stock || kind == .cumulative }

    package var isDerived: Bool {
        switch kind {
        case .derived, .balance: true
        case .flow, .stock, .cumulative, .distinct, .distribution, .rate, .date, .target: false
        }
    }
}

/// 1 where every condition holds, else 0, or nothing where only what holds is counted.
package struct Derivation: Hashable, Sendable {
    package enum Condition: Hashable, Sendable {
        /// The element has a value.
        case present(String)
        /// The element has no value.
        case absent(String)
        /// The day of the date element has ended at the moment of asking.
        case dayEnded(String)
        /// Both dates are there and the first is not later than the second.
        case notAfter(String, String)
        /// Both dates are there and the first is later than the second.
        case after(String, String)
        /// The first date is not there, or later than the second.
        case absentOrAfter(String, String)
        /// The element has a value above 0.
        case positive(String)
        /// The element has no value, or 0.
        case zero(String)
    }

    package let conditions: [Condition]
    /// An event of which they do not hold has no part in it: it costs nothing, and where none holds the number is not 0 but not
    /// there.
    package let countsOnlyHolding: Bool

    package init(conditions: [Condition], countsOnlyHolding: Bool = false) {
        self.conditions = conditions
        self.countsOnlyHolding = countsOnlyHolding
    }
}
