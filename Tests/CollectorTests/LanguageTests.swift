import Catalogue
import Journal
import RawConnections
import Testing
import Wire

@testable import Collector

/// In which language a refusal is said: the bytes of the hello are written here by hand.
struct LanguageTests {
    private static let english = "CP_MINUTES is -1, expected 0 to 5256000"
    private static let chinese = "CP_MINUTES 为 -1，应为 0 至 5256000"

    /// Field 10, not critical: 20; then the length and the bytes of each language.
    @Test(arguments: [
        ([], english), (["en"], english), (["zh"], chinese), (["zh", "en"], "\(chinese) / \(english)"),
        (["en", "zh"], "\(english) / \(chinese)"), (["tlh"], english), (["tlh", "zh", "zh"], chinese),
        (["zh-CN"], english), ([""], english),
    ])
    func `A refusal is in the languages of the hello, and in English where it knows none of them [A26]`(
        languages: [String], expected: String
    ) async throws {
        let folder = try Folder()
        try await RunningCollector.with(try folder.journal()) { port in
            let client = try await RawClient(port: port)
            var hello = try Samples.hello(.sender).body
            for language in languages { hello += [20, UInt8(language.utf8.count)] + Array(language.utf8) }
            client.send(Frame(.hello, hello))
            #expect(try await client.next()?.type == .welcome)
            client.send(Samples.batch(1, [try Samples.event(1), try Samples.event(2, value: -1)]))
            guard case .taken(_?, let refusals) = try await client.ack().result else {
                Issue.record("the batch was not journaled")
                return
            }
            #expect(refusals.map(\.outcome) == [.outOfBounds] && refusals.map(\.index) == [1])
            #expect(refusals.first?.message.hasSuffix(": \(expected)") == true, "\(refusals)")
        }
    }

    @Test func `What is journaled does not depend on the language`() async throws {
        let batch = Samples.batch(1, [try Samples.event(1), try Samples.event(2, value: -1)])
        var contents: [[UInt8]] = []
        for languages in [[], [UInt8]([20, 2]) + Array("zh".utf8)] {
            let folder = try Folder()
            let journal = try folder.journal()
            try await RunningCollector.with(journal) { port in
                let client = try await RawClient(port: port)
                client.send(Frame(.hello, try Samples.hello(.sender).body + languages))
                #expect(try await client.next()?.type == .welcome)
                client.send(batch)
                _ = try await client.ack()
            }
            contents.append(try #require(try journal.entries(from: 1, count: 1, bytes: 1).first).content)
        }
        #expect(contents[0] == contents[1])
    }
}
