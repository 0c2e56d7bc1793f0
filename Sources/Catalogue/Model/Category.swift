/// A disaggregation: domain, urgency, type of problem.
package struct Category: Hashable, Sendable {
    package struct Option: Hashable, Sendable {
        /// Unique among all options of the catalogue, never reused.
        package let id: UInt32
        package let code: String
        package let names: Names
        /// What it stands for where it is a pair.
        package let pair: Pair?
    }

    /// Two that have something in common, in no order.
    package struct Pair: Hashable, Sendable {
        package struct Member: Hashable, Sendable {
            package let code: String
            package let names: Names
        }

        package let first: Member
        package let second: Member
    }

    package let code: String
    package let names: Names
    /// In the order of the file.
    package let options: [Option]
    /// False where the options overlap (one firm under two reasons): their sum counts something twice and is refused.
    package let hasTotal: Bool

    /// Codes of the categories whose options a units file gives to units, so that whatever they report is told apart by them.
    package static let ofUnits: Set<String> = ["area", "domain"]

    package var isOfPairs: Bool { options.contains { $0.pair != nil } }
}
