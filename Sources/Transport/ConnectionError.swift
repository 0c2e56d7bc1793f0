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

    /// In each of the languages, in their order.
    package func text(_ languages: [Language]) -> String {
        // The service has given its reason in these languages.
        if case .refused(let endpoint, let failure) = self {
            return
                "\(endpoint) \(languages.map { $0 == .chinese ? "拒绝" : "refused" }.joined(separator: " ")): "
                + "\(failure.outcome.text(languages)): \(failure.message)"
                + (failure.outcome == .unsupportedVersion ? ". \(Self.ourVersion)" : "")
        }
        return languages.map { $0 == .chinese ? chinese : english }.joined(separator: " / ")
    }

    private var chinese: String {
        switch self {
        case .unreachable(let endpoint, let reason): "\(endpoint) 连接不上：\(reason)"
        case .closed(let endpoint): "\(endpoint) 未作说明就断开了连接"
        case .silent(let endpoint): "\(endpoint) 能连上但没有应答：可能已停滞或过载"
        case .refused: ""
        case .version(let endpoint, let version):
            "\(endpoint) 使用协议第\(version)版，本程序使用第\(FrameHeader.protocolVersion)版：请更新较旧的一方"
        case .unexpected(let endpoint, let type): "\(endpoint) 发来了不该有的帧 \(type)"
        case .notUnderstood(let endpoint, let error): "\(endpoint) 使用的不是本协议：\(error)。它是 Grassroots 的服务吗？"
        }
    }

    private var english: String {
        switch self {
        case .unreachable(let endpoint, let reason): "\(endpoint) cannot be reached: \(reason)"
        case .closed(let endpoint): "\(endpoint) closed the connection without a word"
        case .silent(let endpoint):
            "\(endpoint) takes connections but does not answer: it may be frozen or overloaded"
        case .refused: ""
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
