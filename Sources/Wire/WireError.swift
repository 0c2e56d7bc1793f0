/// Why bytes are not what `proto-spec/` says they must be.
public enum WireError: Error, Equatable, Sendable {
    /// The bytes end before the value does.
    case truncated
    /// A varint is longer than its value needs, or does not fit 64 bits.
    case overlong
    /// Text is not UTF-8.
    case badText
    /// Bytes are left over after the last value.
    case trailing(count: Int)
    /// The first four bytes are not a frame's: another protocol speaks.
    case notGrassroots
    /// The header's or the body's checksum does not match.
    case badChecksum(header: Bool)
    case unsupportedVersion(UInt8)
    /// A length or a count passes what is permitted here.
    case tooLarge(what: StaticString, value: UInt64, limit: UInt64)
    /// The body is not one zlib stream of exactly the declared length.
    case badCompression(reason: StaticString)
    /// A value lies outside what the specification permits at this place.
    case badValue(what: StaticString, value: Int64)
    /// Something that must ascend strictly does not.
    case unordered(what: StaticString)
    /// A field that the message needs is absent.
    case missingField(what: StaticString, number: UInt64)
    /// A field that the sender marked as critical is not known here.
    case unknownCriticalField(number: UInt64)
    /// A field that may stand once stands twice.
    case repeatedField(number: UInt64)

    public static func == (left: WireError, right: WireError) -> Bool { left.text == right.text }
}

extension WireError: CustomStringConvertible {
    /// What was wrong and what was expected, for an error message.
    public var description: String { text }

    private var text: String {
        switch self {
        case .truncated: "the bytes end before the value does"
        case .overlong: "a varint is longer than its value needs or than 64 bits"
        case .badText: "text is not UTF-8"
        case .trailing(let count): "\(count) bytes are left over after the last value"
        case .notGrassroots: "not a Grassroots frame: the first four bytes must be 47 52 53 31 (GRS1)"
        case .badChecksum(let header): "the checksum of the \(header ? "header" : "body") does not match"
        case .unsupportedVersion(let version): "protocol version \(version) is not spoken here, expected 1"
        case .tooLarge(let what, let value, let limit): "\(what) is \(value), at most \(limit) is permitted"
        case .badCompression(let reason): "the body is not one zlib stream of the declared length: \(reason)"
        case .badValue(let what, let value): "\(what) is \(value), which the specification does not permit"
        case .unordered(let what): "\(what) must ascend strictly"
        case .missingField(let what, let number): "field \(number) (\(what)) is missing"
        case .unknownCriticalField(let number): "field \(number) is critical and not known here"
        case .repeatedField(let number): "field \(number) may stand only once"
        }
    }
}
