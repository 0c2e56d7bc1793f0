import Testing
import Wire

@testable import Aggregator

@Suite struct QuestionSessionTests {
    private static let catalogue = CatalogueMark(version: 3, digest: [UInt8](repeating: 1, count: 32))

    private static func hello(
        _ role: Hello.Role = .operator, catalogue: CatalogueMark = catalogue,
        versions: ClosedRange<UInt64> = 1...1
    ) -> [UInt8] {
        Hello(role: role, clientID: Array(0..<16), catalogue: catalogue, versions: versions).body
    }

    private static func outcome(_ action: QuestionSession.Action) -> Outcome? {
        if case .part(let failure) = action { failure.outcome } else { nil }
    }

    @Test func `An operator is greeted and then answered`() {
        var session = QuestionSession(catalogue: Self.catalogue)
        #expect(session.received(.hello, Self.hello()) == .welcome)
        let query = Query(items: ["CP_FILED"], by: ["month"])
        #expect(session.received(.query, query.body) == .answer(query))
        #expect(session.received(.status, []) == .status)
        #expect(session.received(.ping, [9]) == .pong([9]))
        #expect(session.received(.pong, []) == .ignore)
        #expect(session.received(.goAway, []) == .close)
    }

    @Test func `Nothing is answered before a hello [A1]`() {
        for type in FrameType.allCases where type != .hello {
            var session = QuestionSession(catalogue: Self.catalogue)
            #expect(Self.outcome(session.received(type, [])) == .unexpectedMessage, "\(type)")
        }
    }

    @Test func `After the hello only an operator's messages are taken`() {
        let taken: Set<FrameType> = [.query, .export, .status, .catalogue, .ping, .pong, .goAway]
        for type in FrameType.allCases where !taken.contains(type) {
            var session = QuestionSession(catalogue: Self.catalogue)
            _ = session.received(.hello, Self.hello())
            #expect(Self.outcome(session.received(type, [])) == .unexpectedMessage, "\(type)")
        }
    }

    @Test
    func
        `Another version, another catalogue under the same version and another role are refused [A3] [A4] [A25]`()
    {
        var session = QuestionSession(catalogue: Self.catalogue)
        #expect(Self.outcome(session.received(.hello, Self.hello(versions: 2...4))) == .unsupportedVersion)
        let other = CatalogueMark(version: 3, digest: [UInt8](repeating: 2, count: 32))
        #expect(Self.outcome(session.received(.hello, Self.hello(catalogue: other))) == .catalogueConflict)
        #expect(Self.outcome(session.received(.hello, Self.hello(.sender))) == .unexpectedMessage)
        let newer = CatalogueMark(version: 4, digest: [UInt8](repeating: 2, count: 32))
        #expect(session.received(.hello, Self.hello(catalogue: newer)) == .welcome)
    }

    @Test func `A body that is not understood is answered with its code`() {
        var session = QuestionSession(catalogue: Self.catalogue)
        #expect(Self.outcome(session.received(.hello, [1, 2, 3])) == .malformed)
        _ = session.received(.hello, Self.hello())
        #expect(Self.outcome(session.received(.query, [])) == .malformed)
        #expect(Self.outcome(session.received(.ping, [UInt8](repeating: 0, count: 65))) == .tooLarge)
    }
}
