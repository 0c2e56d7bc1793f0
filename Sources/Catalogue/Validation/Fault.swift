import Wire

/// What is wrong with a report, without its name.
struct Fault: Error {
    let outcome: Outcome
    /// Names the field and what was expected.
    let message: Names

    init(_ outcome: Outcome, chinese: String, english: String) {
        self.outcome = outcome
        message = Names(chinese: chinese, english: english)
    }
}
