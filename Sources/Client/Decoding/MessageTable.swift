internal import Wire

/// Every message as the specification lists it, in one place: what is shown of a frame follows from here alone.
enum MessageTable {
    /// Nil where the body is no fields: batches and pings.
    static func fields(of type: FrameType) -> [MessageField]? {
        switch type {
        case .hello: hello
        case .welcome: welcome
        case .ack: ack
        case .follow: [.init(1, "name", .text), .init(2, "mark", .fields(mark))]
        case .following: following
        case .entry: entry
        case .progress: [.init(1, "durable position", .varint), .init(2, "backed-up position", .varint)]
        case .query: query
        case .result: result
        case .export: export
        case .reports: reports
        case .catalogue: catalogue
        case .status: [.init(1, "figure", .fields(figure), repeats: true)]
        case .goAway: failure(from: 1)
        case .batch, .ping, .pong: nil
        }
    }

    private static func failure(from first: UInt64) -> [MessageField] {
        [
            .init(first, "code", .outcome), .init(first + 1, "message", .text),
            .init(first + 2, "wait milliseconds", .varint),
        ]
    }

    private static let position: [MessageField] = [
        .init(1, "journal", .bytes), .init(2, "position", .varint),
    ]
    private static let mark: [MessageField] = position + [.init(3, "digest", .bytes)]
    private static let asOf: [MessageField] = [
        .init(1, "position", .fields(position)), .init(2, "head position last heard of", .varint),
        .init(3, "heard at milliseconds", .time),
    ]

    private static let hello: [MessageField] = [
        .init(1, "lowest version", .varint), .init(2, "highest version", .varint),
        .init(3, "role", .choice(["sender", "follower", "operator"])), .init(4, "credential", .bytes),
        .init(5, "client id", .bytes), .init(6, "catalogue version", .varint),
        .init(7, "catalogue digest", .bytes), .init(8, "known journal", .fields(mark), repeats: true),
        .init(9, "program", .text), .init(10, "language", .text, repeats: true),
    ]

    private static let welcome: [MessageField] = [
        .init(1, "version", .varint), .init(2, "catalogue version", .varint),
        .init(3, "catalogue digest", .bytes), .init(4, "clock milliseconds", .time),
        .init(
            5, "limits",
            .fields([
                .init(1, "body bytes", .varint), .init(2, "inflated bytes", .varint),
                .init(3, "reports per batch", .varint), .init(4, "unanswered bytes", .varint),
                .init(5, "idle milliseconds", .varint),
            ])),
        .init(
            6, "journal",
            .fields([
                .init(1, "journal", .bytes), .init(2, "oldest position", .varint),
                .init(3, "head position", .varint),
            ])),
        .init(7, "mismatched journal", .bytes, repeats: true), .init(8, "program", .text),
    ]

    private static let ack: [MessageField] =
        [.init(1, "batch number", .varint), .init(2, "clock milliseconds", .time)] + failure(from: 3) + [
            .init(6, "journaled at", .fields(mark)),
            .init(
                7, "refusal",
                .fields([
                    .init(1, "index", .varint), .init(2, "code", .outcome), .init(3, "message", .text),
                ]), repeats: true),
        ]

    private static let following: [MessageField] = [
        .init(1, "journal", .bytes), .init(2, "next position", .varint), .init(3, "head position", .varint),
        .init(4, "continues", .varint),
    ]

    private static let entry: [MessageField] = [
        .init(
            1, "content",
            .fields([
                .init(1, "position", .varint), .init(2, "sender's client id", .bytes),
                .init(3, "received at milliseconds", .time),
                .init(4, "catalogue version", .varint),
                .init(
                    5, "refusal",
                    .fields([
                        .init(1, "index", .varint), .init(2, "code", .outcome), .init(3, "message", .text),
                    ]), repeats: true),
                .init(6, "inflated bytes", .inflatedBytes), .init(7, "batch", .packedReports),
            ])),
        .init(2, "digest", .bytes), .init(3, "head position", .varint),
    ]

    private static let query: [MessageField] = [
        .init(1, "item", .text, repeats: true), .init(2, "unit", .text),
        .init(3, "dimension", .text, repeats: true),
        .init(4, "first period", .text), .init(5, "last period", .text),
        .init(
            6, "filter", .fields([.init(1, "category", .text), .init(2, "option", .text)]), repeats: true),
        .init(7, "at least", .fields(position), repeats: true), .init(8, "wait milliseconds", .varint),
        .init(9, "answer", .text), .init(10, "explained", .varint),
    ]

    private static let result: [MessageField] =
        [
            .init(
                1, "column",
                .fields([
                    .init(1, "name", .text),
                    .init(2, "kind", .choice(["text", "integer", "decimal", "per cent"])),
                    .init(3, "scale", .varint), .init(4, "Chinese name", .text),
                    .init(5, "English name", .text),
                ]), repeats: true),
            .init(2, "rows", .varint), .init(3, "cells", .values, repeats: true),
            .init(4, "as of", .fields(asOf), repeats: true), .init(5, "answered at milliseconds", .time),
            .init(6, "rollup cells read", .varint), .init(7, "ledger rows read", .varint),
            .init(8, "note", .text, repeats: true),
            .init(9, "end", .varint),
        ] + failure(from: 10)

    private static let export: [MessageField] = [
        .init(1, "data set", .text, repeats: true), .init(2, "unit", .text), .init(3, "first period", .text),
        .init(4, "last period", .text), .init(5, "period", .text),
        .init(6, "event id", .bytes), .init(7, "revisions", .varint),
        .init(8, "at least", .fields(position), repeats: true), .init(9, "wait milliseconds", .varint),
    ]

    private static let reports: [MessageField] =
        [
            .init(1, "reports", .reports), .init(2, "origins", .origins),
            .init(3, "as of", .fields(asOf), repeats: true), .init(4, "answered at milliseconds", .time),
            .init(5, "note", .text, repeats: true),
            .init(6, "end", .varint),
        ] + failure(from: 7) + [.init(10, "reports to come", .varint)]

    private static let catalogue: [MessageField] = [
        .init(1, "version", .varint), .init(2, "digest", .bytes), .init(3, "file", .text),
    ]

    private static let figure: [MessageField] = [
        .init(1, "name", .text), .init(2, "text", .text), .init(3, "number", .zigzag),
    ]
}
