/// A disaggregation: domain, urgency, type of problem.
package struct Category: Hashable, Sendable {
    package struct Option: Hashable, Sendable {
        /// Unique among all options of the catalogue, never reused.
        package let id: UInt32
        package let code: String
        package let names: Names
    }

    package let code: String
    package let names: Names
    /// In the order of the file.
    package let options: [Option]
    /// False where the options overlap (one firm under two reasons): their sum counts something twice and is refused.
    package let hasTotal: Bool
}
