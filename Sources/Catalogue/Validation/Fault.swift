import Wire

/// What is wrong with a report, without its name.
struct Fault: Error {
    let outcome: Outcome
    /// Names the field and what was expected.
    let message: String

    init(_ outcome: Outcome, _ message: String) {
        self.outcome = outcome
        self.message = message
    }
}
