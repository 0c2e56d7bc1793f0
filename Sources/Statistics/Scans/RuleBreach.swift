/// Where a report breaks a rule, with both sides as they are written.
struct RuleBreach: Hashable, Sendable {
    /// Ids of the options of the cells that were compared; empty where the form has none, or sums were.
    let options: [UInt32]
    let left: String
    let right: String
}
