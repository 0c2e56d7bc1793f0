internal import Wire

/// The times of one session: who is silent, what is too slow, when a ping is due.
///
/// Idleness and a frame's rate are measured only while the collector reads: whom we do not listen to cannot be blamed.
struct SessionClock: Equatable {
    let limits: Limits
    let openedAt: Duration
    private var heardAt: Duration
    private var sentAt: Duration
    private var pingedAt: Duration
    /// Since when the peer takes nothing more; nil while it does.
    private var stuckSince: Duration?
    private var isReading = true
    private var frame: Arriving?

    /// A frame that has begun to come and is not whole.
    private struct Arriving: Equatable {
        var bytes: Int
        var beganAt: Duration
        /// How long the collector read before the last pause, and since when it reads again.
        var readFor: Duration
        var readingSince: Duration
    }

    init(limits: Limits, openedAt: Duration) {
        self.limits = limits
        self.openedAt = openedAt
        heardAt = openedAt
        sentAt = openedAt
        pingedAt = openedAt
    }

    /// When the unfinished frame began to come.
    var frameBeganAt: Duration? { frame?.beganAt }
    /// What has come of the unfinished frame.
    var unfinishedBytes: Int { frame?.bytes ?? 0 }

    mutating func arrived(_ bytes: Int, at now: Duration) {
        if frame == nil { frame = Arriving(bytes: 0, beganAt: now, readFor: .zero, readingSince: now) }
        frame?.bytes += bytes
        // Whoever sends a large frame slowly is alive; how slowly is bounded by itself.
        heardAt = now
    }

    mutating func frameEnded(_ bytes: Int, at now: Duration) {
        heardAt = now
        let rest = unfinishedBytes - bytes
        frame = rest > 0 ? Arriving(bytes: rest, beganAt: now, readFor: .zero, readingSince: now) : nil
    }

    /// The rest of an unfinished frame will not come.
    mutating func frameLost() { frame = nil }

    mutating func sent(at now: Duration) { sentAt = now }

    mutating func readingPaused(at now: Duration) {
        guard isReading else { return }
        isReading = false
        if let arriving = frame { frame?.readFor += now - arriving.readingSince }
    }

    mutating func readingResumed(at now: Duration) {
        guard !isReading else { return }
        isReading = true
        heardAt = now
        frame?.readingSince = now
    }

    mutating func writable(_ isWritable: Bool, at now: Duration) {
        stuckSince = isWritable ? nil : stuckSince ?? now
    }

    /// Why the connection has to end now.
    func verdict(at now: Duration) -> Failure? {
        if let stuckSince, now - stuckSince > limits.idle {
            return .timedOut(
                "nothing that was sent here was read for \(limits.idle): a client reads while it writes")
        }
        guard isReading else { return nil }
        if let frame {
            let elapsed = frame.readFor + (now - frame.readingSince)
            let least = Int64(limits.frameBytesPerSecond) * elapsed.milliseconds / 1_000
            if elapsed > limits.frameGrace, Int64(frame.bytes) < least {
                return .timedOut(
                    "a frame of which \(frame.bytes) bytes came in \(elapsed.components.seconds) s is too slow, expected "
                        + "are \(limits.frameBytesPerSecond) bytes a second")
            }
        }
        guard now - heardAt > limits.idle else { return nil }
        return .timedOut("no frame came for \(limits.idle): answer pings, or send some")
    }

    /// True where the peer should be asked for a sign of life, or given one; notes that it was.
    mutating func takePing(at now: Duration) -> Bool {
        let wait = limits.idle / 3
        guard stuckSince == nil, now - pingedAt >= wait, now - sentAt >= wait || now - heardAt >= wait else {
            return false
        }
        pingedAt = now
        sentAt = now
        return true
    }
}
