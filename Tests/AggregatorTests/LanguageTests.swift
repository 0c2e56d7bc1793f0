import Catalogue
import RawConnections
import Testing
import Wire

@testable import Aggregator

/// In which language an operator is answered.
@Suite struct LanguageTests {
    private static func answer(_ query: Query, _ languages: [Language]) async throws -> [ResultPart] {
        let hello = Hello(
            role: .operator, clientID: [UInt8](repeating: 0, count: 16),
            catalogue: try Catalogue.shipped().mark,
            languages: languages)
        var parts: [ResultPart] = []
        try await RunningAggregator.with { port in
            let client = try await RawClient(port: port)
            client.send(Frame(.hello, hello.body))
            #expect(try await client.next()?.type == .welcome)
            client.send(Frame(.query, query.body))
            var inflater = Inflater()
            while let frame = try await client.next() {
                try #require(frame.type == .result)
                let body = try frame.plainBody(&inflater)
                parts.append(try ResultPart(body: body.span))
                switch parts.last {
                case .end, .failure: return
                default: break
                }
            }
        }
        return parts
    }

    @Test(arguments: [
        (Query(items: ["CP_FILD"]), "没有代码为 CP_FILD 的数据项或指标", "no element and no indicator of this code"),
        (
            Query(items: ["CP_FILED"], periods: .init(first: "202603", last: "202601")),
            "前后颠倒，是否应为 202601..202603？", "did you mean 202601..202603?"
        ),
        (
            Query(items: ["CI_ACTIVE"], periods: .init(first: "202601", last: "202602")),
            "不得跨期相加：同一人可能在几期中都被计数", "must not be added over several periods"
        ),
        (
            Query(items: ["CP_FILED"], by: ["unit:planet"]), "没有单位层级 unit:planet",
            "there is no such level of units"
        ),
    ])
    func `A refusal is in the languages that the operator named`(
        query: Query, chinese: String, english: String
    ) async throws {
        for languages in [[], [.english], [.chinese], [.chinese, .english]] as [[Language]] {
            guard case .failure(let failure) = try await Self.answer(query, languages).first else {
                Issue.record("\(query) was answered")
                return
            }
            #expect(failure.outcome == .badQuery)
            #expect(failure.message.contains(chinese) == languages.contains(.chinese), "\(failure.message)")
            #expect(failure.message.contains(english) == (languages != [.chinese]), "\(failure.message)")
        }
    }

    @Test func `Positions that are not reached are told in the languages that the operator named`()
        async throws
    {
        let position = JournalPosition(journal: JournalID(high: 1, low: 2), position: 7)
        let query = Query(items: ["CP_FILED"], atLeast: [position], waitMilliseconds: 0)
        let said = try await Self.answer(query, [.chinese])
        guard case .failure(let failure) = said.first else {
            Issue.record("\(query) was answered")
            return
        }
        #expect(failure.outcome == .notYetReached)
        #expect(failure.message.hasPrefix("日志 \(position.journal) 读到位置 0，所问为 7"), "\(failure.message)")
    }

    @Test func `An indicator's note is in the languages that the operator named`() async throws {
        let (chinese, english) = ("按单位列出；未报不等于空白。", "Listed by unit; a unit without a report is unknown")
        for languages in [[], [.chinese], [.english, .chinese]] as [[Language]] {
            guard case .head(let head) = try await Self.answer(Query(items: ["COV_BLANK"]), languages).first
            else {
                Issue.record("there is no answer")
                return
            }
            let notes = head.notes.filter { $0.hasPrefix("COV_BLANK") }
            #expect(notes.count == 1)
            #expect(notes[0].contains(chinese) == languages.contains(.chinese), "\(notes)")
            #expect(notes[0].contains(english) == (languages != [.chinese]), "\(notes)")
        }
    }
}
