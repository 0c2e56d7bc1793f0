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
    /// How long a question may wait for the positions that it names; a longer wait is cut to it.
    package var waitMilliseconds: UInt64 = 600_000
    /// Longer than any question may wait, so that whoever waits for an answer is not taken for gone.
    package var idleMilliseconds: UInt64 = 660_000

    package init() {}

    /// As a status shows them, in the order of the specification's table.
    var figures: [StatusReport.Item] {
        let beforeHello = FrameHeader.Limits.beforeHello
        return [
            .init("limit_connections", .number(Int64(connections))),
            .init("limit_hello_bytes", .number(Int64(beforeHello.bodyBytes))),
            .init("limit_body_bytes", .number(Int64(clamping: advertised.bodyBytes))),
            .init("limit_inflated_bytes", .number(Int64(clamping: advertised.inflatedBytes))),
            .init("limit_message_bytes", .number(Int64(questionBytes))),
            .init("limit_ping_bytes", .number(Int64(Ping.longestBodyBytes))),
            .init("limit_reports_per_batch", .number(Int64(clamping: advertised.reportsPerBatch))),
            .init("limit_unanswered_bytes", .number(Int64(clamping: advertised.unansweredBytes))),
            .init("limit_hello_ms", .number(Int64(clamping: helloMilliseconds))),
            .init("limit_idle_ms", .number(Int64(clamping: idleMilliseconds))),
            .init("limit_wait_ms", .number(Int64(clamping: waitMilliseconds))),
        ]
    }

    var frame: FrameHeader.Limits { .init(bodyBytes: questionBytes, inflatedBytes: questionBytes) }

    var advertised: Welcome.Limits {
        Welcome.Limits(
            bodyBytes: UInt64(questionBytes), inflatedBytes: UInt64(questionBytes), reportsPerBatch: 0,
            unansweredBytes: UInt64(questionBytes), idleMilliseconds: idleMilliseconds)
    }
}
