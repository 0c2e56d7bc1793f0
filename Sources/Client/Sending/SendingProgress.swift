/// What somebody who waits for a sending is told.
package struct SendingProgress: Equatable, Sendable {
    /// Rows that a collector has answered.
    package let done: Int
    /// Rows that there are, or may be; nil where nobody can tell yet.
    package let total: Int?
    /// Rejected by us or by a collector.
    package let rejected: Int
    /// False while no collector has said welcome.
    package let isConnected: Bool

    init(_ sender: Sender, rejectedByClient: Int, _ share: InputShare) {
        let counts = sender.summary
        done = counts.accepted + counts.refused
        let known = done + counts.waiting
        total = sender.isInputEnded ? known : share.estimate(rowsSoFar: known).map { max($0, known) }
        rejected = counts.refused + rejectedByClient
        isConnected = if case .open = sender.link { true } else { false }
    }
}
