package import Catalogue
package import Transport
package import Wire

/// What a service said of itself, or why it did not.
package struct ServiceStatus: Sendable {
    package let service: String
    package let endpoint: Endpoint
    package let answer: Result<StatusReport, ClientError>

    package init(service: String, endpoint: Endpoint, answer: Result<StatusReport, ClientError>) {
        self.service = service
        self.endpoint = endpoint
        self.answer = answer
    }

    package var isThere: Bool {
        if case .success = answer { true } else { false }
    }

    package static func ask(
        _ service: String, _ endpoint: Endpoint, _ catalogue: Catalogue, languages: [Language] = [.english]
    ) async
        -> ServiceStatus
    {
        do {
            let report = try await Asking(
                endpoint, flag: "--\(service)", catalogue: catalogue, languages: languages
            )
            .status()
            let said = report.items.first { $0.name == "service" }?.value
            guard said == .text(service) else {
                throw ClientError(
                    .service, "\(endpoint) answers, but is no \(service): are the addresses exchanged?")
            }
            return ServiceStatus(service: service, endpoint: endpoint, answer: .success(report))
        } catch {
            let reason = error as? ClientError ?? ClientError(.service, "\(error)")
            return ServiceStatus(service: service, endpoint: endpoint, answer: .failure(reason))
        }
    }
}
