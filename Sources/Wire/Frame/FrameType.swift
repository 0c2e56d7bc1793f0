/// What a frame's body is. Raw values stand in the header.
public enum FrameType: UInt8, Sendable, CaseIterable {
    case hello = 1
    case welcome = 2
    case batch = 3
    case ack = 4
    case follow = 5
    case following = 6
    case entry = 7
    case progress = 8
    case query = 9
    case result = 10
    /// An empty body asks, a `StatusReport` answers.
    case status = 11
    case ping = 12
    case pong = 13
    case goAway = 14
    case export = 15
    /// A piece of the answer to an export: a `ReportsPart`.
    case reports = 16
    /// An empty body asks, a `CatalogueFile` answers.
    case catalogue = 17

    /// An entry carries its batch as its client compressed it; the others are short.
    public var mayBeCompressed: Bool {
        switch self {
        case .batch, .query, .result, .status, .export, .reports, .catalogue: true
        case .hello, .welcome, .ack, .follow, .following, .entry, .progress, .ping, .pong, .goAway: false
        }
    }
}
