/// Reports that travel, are journaled and are acknowledged together.
public struct Batch: Equatable, Sendable {
    /// Counted from 1 on each connection.
    public let number: UInt64
    public let groups: [ReportGroup]

    public init(number: UInt64, groups: [ReportGroup]) {
        self.number = number
        self.groups = groups
    }

    public var reportCount: Int { groups.reduce(0) { $0 + $1.count } }

    /// The body before compression.
    public var body: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendVarint(number)
        bytes.appendVarint(groups.count)
        for group in groups { group.append(to: &bytes) }
        return bytes
    }

    /// - Parameter reportLimit: the most reports that a batch may hold here.
    public init(body: Span<UInt8>, reportLimit: Int) throws(WireError) {
        var position = 0
        number = try body.varint(at: &position)
        guard number >= 1 else { throw .badValue(what: "batch number", value: 0) }
        let groupCount = try body.count(at: &position, "group count")
        guard groupCount >= 1 else { throw .badValue(what: "group count", value: 0) }
        var groups: [ReportGroup] = []
        var remaining = reportLimit
        for _ in 0..<groupCount {
            let group = try ReportGroup(body, at: &position, reportLimit: remaining)
            remaining -= group.count
            groups.append(group)
        }
        try body.expectEnd(at: position)
        self.groups = groups
    }
}
