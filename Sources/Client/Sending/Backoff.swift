/// A wait that doubles each time.
struct Backoff: Sendable {
    let first: Duration
    let longest: Duration
    private var next: Duration

    init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
        next = first
    }

    /// At least what the other side asked for, as far as anybody may ask for.
    mutating func wait(atLeast asked: Duration = .zero) -> Duration {
        defer { next = min(next * 2, longest) }
        return max(next, min(asked, Self.longestAsked))
    }

    private static let longestAsked = Duration.seconds(300)

    mutating func reset() { next = first }
}
