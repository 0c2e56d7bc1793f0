package import Wire

/// Why there is no connection, or no longer one.
package enum ConnectionError: Error, Equatable, CustomStringConvertible {
    case unreachable(Endpoint, reason: String)
    /// Closed without a word.
    case closed(Endpoint)
    /// The service said why.
    case refused(Endpoint, Failure)
    case unexpected(Endpoint, FrameType)
    /// It would speak a version that was not offered.
    case version(Endpoint, UInt64)
    /// Nothing came for longer than was waited.
    case silent(Endpoint)
    /// What answered does not speak this protocol.
    case notUnderstood(Endpoint, WireError)

    /// False where trying the same again cannot help.
    package var isRetryable: Bool {
        switch self {
        case .unreachable, .closed, .silent: true
        case .refused(_, let failure): failure.outcome.isRetryable
        case .unexpected, .version, .notUnderstood: false
        }
    }

    package var description: String { text([.english]) }

    /// - Parameter languages: in which a service's reason is named.
    package func text(_ languages: [Language]) -> String {
        switch self {
        case .unreachable(let endpoint, let reason): "\(endpoint) cannot be reached: \(reason)"
        case .closed(let endpoint): "\(endpoint) closed the connection without a word"
        case .silent(let endpoint):
            "\(endpoint) takes connections but does not answer: it may be frozen or overloaded"
        case .refused(let endpoint, let failure):
            "\(endpoint) refused: \(failure.outcome.text(languages)): \(failure.message)"
                + (failure.outcome == .unsupportedVersion ? ". \(Self.ourVersion)" : "")
        case .version(let endpoint, let version):
            "\(endpoint) speaks version \(version) of the protocol. \(Self.ourVersion)"
        case .unexpected(let endpoint, let type): "\(endpoint) sent a frame \(type) where none was expected"
        case .notUnderstood(let endpoint, let error):
            "\(endpoint) does not speak this protocol: \(error). Is it a Grassroots service?"
        }
    }

    private static let ourVersion =
        "This program speaks version \(FrameHeader.protocolVersion): update whichever of the two is older"
}
