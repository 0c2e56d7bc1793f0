package import Transport

/// Why a collector does not run.
package enum CollectorError: Error, Equatable, CustomStringConvertible {
    case cannotListen(Endpoint, reason: String)

    package var description: String {
        switch self {
        case .cannotListen(let endpoint, let reason): "--listen \(endpoint): \(reason)"
        }
    }
}
