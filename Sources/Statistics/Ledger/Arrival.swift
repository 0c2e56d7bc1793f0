/// When a revision first arrived unrefused, and from whom: the least over all entries that carry it, and therefore
/// independent of their order.
struct Arrival: Hashable, Sendable {
    var milliseconds: Int64
    /// 16 bytes; breaks ties, so that every order of arrival ends with the same row.
    var sender: [UInt8]
}

extension Arrival: Comparable {
    static func < (left: Arrival, right: Arrival) -> Bool {
        left.milliseconds == right.milliseconds
            ? left.sender.lexicographicallyPrecedes(right.sender) : left.milliseconds < right.milliseconds
    }
}
