internal import Wire

/// What our programs say of themselves, to people and to each other.
package enum Software {
    /// Of all programs of this package together.
    package static let release = "0.1.0"

    /// As it stands in a hello or a welcome.
    package static func name(_ program: String) -> String { "\(program) \(release)" }

    /// What `--version` prints.
    package static func version(_ program: String) -> String {
        "\(name(program)), protocol version \(FrameHeader.protocolVersion)"
    }
}
