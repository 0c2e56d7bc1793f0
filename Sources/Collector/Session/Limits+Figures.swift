internal import Catalogue
internal import Wire

extension Limits {
    /// As a status shows them, in the order of the specification's table.
    var figures: [StatusReport.Item] {
        let beforeHello = FrameHeader.Limits.beforeHello
        return [
            .init("limit_connections", .number(Int64(connections))),
            .init("limit_followers", .number(Int64(followers))),
            .init("limit_hello_bytes", .number(Int64(beforeHello.bodyBytes))),
            .init("limit_body_bytes", .number(Int64(bodyBytes))),
            .init("limit_inflated_bytes", .number(Int64(inflatedBytes))),
            .init("limit_message_bytes", .number(Int64(messageBytes))),
            .init("limit_ping_bytes", .number(Int64(Ping.longestBodyBytes))),
            .init("limit_reports_per_batch", .number(Int64(reportsPerBatch))),
            .init("limit_unanswered_bytes", .number(Int64(unansweredBytes))),
            .init("limit_total_unanswered_bytes", .number(Int64(totalUnansweredBytes))),
            .init("limit_hello_ms", .number(helloDeadline.milliseconds)),
            .init("limit_idle_ms", .number(idle.milliseconds)),
            .init("limit_frame_grace_ms", .number(frameGrace.milliseconds)),
            .init("limit_frame_bytes_per_second", .number(Int64(frameBytesPerSecond))),
            .init("limit_clock_ahead_ms", .number(Validator.clockToleranceMilliseconds)),
        ]
    }
}
