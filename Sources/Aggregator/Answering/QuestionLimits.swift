internal import Transport
internal import Wire

/// What the aggregator takes from operators.
package struct QuestionLimits: Sendable {
    /// A question names some items and filters: 64 KiB hold a thousand of them.
    package var questionBytes = 65_536
    /// Operators are people and consoles, not crowds.
    package var connections = 256
    /// Whoever connects says at once who they are.
    package var helloMilliseconds: UInt64 = 5_000
    /// Longer than any question may wait, so that whoever waits for an answer is not taken for gone.
    package var idleMilliseconds: UInt64 = 660_000

    package init() {}

    var frame: FrameHeader.Limits { .init(bodyBytes: questionBytes, inflatedBytes: questionBytes) }

    var advertised: Welcome.Limits {
        Welcome.Limits(
            bodyBytes: UInt64(questionBytes), inflatedBytes: UInt64(questionBytes), reportsPerBatch: 0,
            unansweredBytes: UInt64(questionBytes), idleMilliseconds: idleMilliseconds)
    }
}
