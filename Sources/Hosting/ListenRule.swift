package import Transport

/// Where a service may listen while nothing proves who calls.
package enum ListenRule {
    /// Loopback only: whatever crosses a network needs TLS and credentials, and neither is configured.
    package static func check(_ endpoint: Endpoint) throws(HostingError) {
        guard endpoint.isLoopback else {
            throw HostingError(
                "--listen \(endpoint): without TLS a service listens on loopback only, because reports and credentials "
                    + "would cross the network in clear. Listen on 127.0.0.1:\(endpoint.port).")
        }
    }

    /// What a service says when it starts without credentials.
    package static let openDoorNotice =
        "no credentials are configured: every program on this machine has every role and the prefix *"
}
