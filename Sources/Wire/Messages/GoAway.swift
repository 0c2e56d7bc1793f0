/// The last message on a connection: why whoever sends it closes now.
public struct GoAway: Equatable, Sendable {
    public var failure: Failure

    public init(_ failure: Failure) { self.failure = failure }

    public var body: [UInt8] {
        var fields = FieldWriter()
        fields.failure(from: 1, failure)
        return fields.bytes
    }

    public init(body: Span<UInt8>) throws(WireError) {
        let fields = try FieldReader(body, known: 1...3)
        failure = try fields.required(try fields.failure(from: 1), 1, "outcome code")
    }
}
