internal import Wire

/// What a collector takes, of one connection and of all: the welcome advertises what concerns a client.
package struct Limits: Equatable, Sendable {
    /// A frame's body as it travels. 500 real cases with random ids take 12 KB: room for eighty times that.
    package var bodyBytes = 1 << 20
    /// A body once it is inflated. Random ids keep a batch from shrinking by much (to three quarters), ids that count do
    /// not; a judging thread needs some multiple of this, no more.
    package var inflatedBytes = 8 << 20
    /// Inflated body of any message but a batch: they name things, they do not carry them.
    package var messageBytes = 64 << 10
    /// So that an acknowledgement that refuses every report of a batch stays below 200 KB.
    package var reportsPerBatch = 10_000
    /// Bytes of one connection that came and are not yet answered, an unfinished frame among them: several batches
    /// can be on their way while one is synced, and the longest frame always fits.
    package var unansweredBytes = 4 << 20
    /// The same over all connections. What is read at one go (at most 64 KiB a connection) may come on top.
    package var totalUnansweredBytes = 64 << 20
    package var connections = 1_024
    /// Names under which followers are listed.
    package var followers = 64
    /// Whoever connects says at once who they are.
    package var helloDeadline = Duration.seconds(5)
    /// A connection on which nothing comes, or that takes nothing, for so long is closed; pings go out at a third of it.
    package var idle = Duration.seconds(60)
    /// What a frame takes that is slower than the minimum rate: a bad mobile line stalls for some seconds.
    package var frameGrace = Duration.seconds(10)
    /// From the grace on a frame must have come at this rate: a modem of 1998 reaches three times that.
    package var frameBytesPerSecond = 1_024
    /// How long a client waits after a full disk, before its own doubling.
    package var retryWait = Duration.seconds(1)

    package init() {}

    var frame: FrameHeader.Limits {
        FrameHeader.Limits(bodyBytes: bodyBytes, inflatedBytes: inflatedBytes)
    }

    var advertised: Welcome.Limits {
        Welcome.Limits(
            bodyBytes: UInt64(bodyBytes), inflatedBytes: UInt64(inflatedBytes),
            reportsPerBatch: UInt64(reportsPerBatch), unansweredBytes: UInt64(unansweredBytes),
            idleMilliseconds: UInt64(idle.milliseconds))
    }
}

extension Duration {
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}
