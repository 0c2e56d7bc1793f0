internal import Wire

/// What a follower may claim on one connection: nothing before it knows where the journal continues, nothing twice, and
/// nothing that it stored of a journal which is no longer the same.
actor ProgressClaim {
    private var hasBegun = false
    private var ignored: ChainMark?
    private var said: UInt64 = 0

    /// - Parameter ignored: what was stored before the journal was found to be another.
    func begin(ignoring ignored: ChainMark?) {
        hasBegun = true
        self.ignored = ignored
    }

    /// The position to report; nil where there is nothing new to say.
    func news(_ durable: ChainMark?) -> UInt64? {
        guard hasBegun, let durable, durable != ignored, durable.at.position != said else { return nil }
        said = durable.at.position
        return said
    }
}
