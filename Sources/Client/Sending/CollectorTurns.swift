/// Which of several collectors is used: the first in the order given, another once it went away.
///
/// It owns how long each is left alone after a failure. It does not own connections.
struct CollectorTurns: Sendable {
    private struct Turn {
        var backoff = Backoff(first: .milliseconds(50), longest: .seconds(5))
        var notBefore: Duration = .zero
        var hasRefused = false
    }

    private var turns: [Turn]
    private(set) var current = 0

    /// - Precondition: at least one.
    init(count: Int) {
        precondition(count > 0, "a sender needs a collector")
        turns = Array(repeating: Turn(), count: count)
    }

    /// When the current one may be tried.
    var notBefore: Duration { turns[current].notBefore }

    /// False once every collector has refused for good.
    var isAnybodyLeft: Bool { turns.contains { !$0.hasRefused } }

    /// True where another than the current one may be tried.
    var hasOthers: Bool { turns.indices.contains { $0 != current && !turns[$0].hasRefused } }

    mutating func turn(to collector: Int) { current = collector }

    /// The current one did what it is for.
    mutating func succeeded() { turns[current].backoff.reset() }

    /// The current one is of no use for now, or for good: the next in order takes its turn, one that may be tried at once
    /// before one that may not.
    mutating func failed(at now: Duration, wait: Duration, forGood: Bool) {
        turns[current].notBefore = now + turns[current].backoff.wait(atLeast: wait)
        turns[current].hasRefused = forGood
        let others = (1...turns.count).map { (current + $0) % turns.count }.filter { !turns[$0].hasRefused }
        current =
            others.first { turns[$0].notBefore <= now }
            ?? others.min { turns[$0].notBefore < turns[$1].notBefore } ?? current
    }
}
