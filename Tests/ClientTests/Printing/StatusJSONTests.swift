import Foundation
import Testing
import Transport
import Wire

@testable import Client

@Suite struct StatusJSONTests {
    private static func json(_ statuses: [ServiceStatus]) throws -> [[String: Any]] {
        let text = StatusPrinting(statuses).text(.json)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    }

    @Test func `Every figure of every service is there, also where names come again`() throws {
        let journals = ["a", "b", "c"].flatMap { journal -> [StatusReport.Item] in
            [.init("journal", .text(journal)), .init("lag_entries", .number(3))]
        }
        let answers: [(String, Result<StatusReport, ClientError>)] = [
            ("collector", .success(StatusReport(items: [.init("head_position", .number(1))]))),
            ("collector", .failure(ClientError(.service, "it \"sleeps\""))),
            ("aggregator", .success(StatusReport(items: journals))),
            ("aggregator", .success(StatusReport(items: []))),
        ]
        let services = try Self.json(
            answers.enumerated().map { index, answer in
                ServiceStatus(
                    service: answer.0, endpoint: Endpoint(host: "host", port: index + 1), answer: answer.1)
            })
        #expect(
            services.map { $0["service"] as? String } == [
                "collector", "collector", "aggregator", "aggregator",
            ])
        #expect(services.map { $0["address"] as? String } == ["host:1", "host:2", "host:3", "host:4"])
        #expect(services[1]["away"] as? String == "it \"sleeps\"" && services[1]["figures"] == nil)
        let figures = try #require(services[2]["figures"] as? [[String: Any]])
        #expect(figures.map { $0["name"] as? String } == journals.map(\.name))
        #expect(figures.compactMap { $0["value"] as? String } == ["a", "b", "c"])
        #expect(figures.compactMap { $0["value"] as? Int } == [3, 3, 3])
        #expect((services[3]["figures"] as? [Any])?.isEmpty == true)
    }

    @Test func `None is a list too`() throws {
        #expect(try Self.json([]).isEmpty)
    }
}
