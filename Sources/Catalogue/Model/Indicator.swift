/// A figure made of elements: numerator / denominator × factor.
package struct Indicator: Hashable, Sendable {
    package let code: String
    package let names: Names
    /// The code of the subject that it belongs to; nil where the catalogue has none.
    package let subject: String?
    package let numerator: Expression
    /// nil: a count, the numerator alone.
    package let denominator: Expression?
    /// 100 for per cent.
    package let factor: Int64
    /// What a reader must know to read the figure rightly.
    package let note: Names?

    /// Sums and differences of elements, each perhaps of certain options only.
    package struct Expression: Hashable, Sendable {
        package let terms: [Term]
    }

    package struct Term: Hashable, Sendable {
        /// 1 or -1.
        package let sign: Int64
        package let element: String
        /// Option code by category code: `CP_FELL_DUE{urgency=acute}`.
        package let filter: [String: String]
    }
}
