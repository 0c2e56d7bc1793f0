/// Asks for a sign of life; the pong that answers it has the same body.
public struct Ping: Equatable, Sendable {
    /// It is sent back, so it is short.
    public static let longestBodyBytes = 64

    public let body: [UInt8]

    public init(body: [UInt8]) throws(WireError) {
        guard body.count <= Self.longestBodyBytes else {
            throw .tooLarge(
                what: "body of a ping", value: UInt64(body.count), limit: UInt64(Self.longestBodyBytes))
        }
        self.body = body
    }
}
