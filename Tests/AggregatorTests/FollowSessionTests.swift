import Crypto
import Testing
import Wire

@testable import Aggregator

@Suite struct FollowSessionTests {
    private static let journal = JournalID(high: 7, low: 8)
    private static let zeros = [UInt8](repeating: 0, count: 32)
    private static let catalogue = CatalogueMark(version: 1, digest: zeros)
    private static let limits = Welcome.Limits(
        bodyBytes: 1, inflatedBytes: 1, reportsPerBatch: 1, unansweredBytes: 1, idleMilliseconds: 1)

    private static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

    private static func mark(_ position: UInt64, _ digest: [UInt8]) -> ChainMark {
        ChainMark(at: JournalPosition(journal: journal, position: position), digest: digest)
    }

    private static func session(holding marks: [ChainMark]) throws -> FollowSession {
        let journal = Welcome.Journal(id: journal, oldestPosition: 1, headPosition: 9)
        let welcome = Welcome(catalogue: catalogue, clockMilliseconds: 0, limits: limits, journal: journal)
        let session = FollowSession(welcome, holding: marks, hash: { sha256($0) })
        return try #require(session)
    }

    private static func following(_ next: UInt64, continues: Bool) -> Frame {
        let message = Following(journal: journal, nextPosition: next, headPosition: 9, continues: continues)
        return Frame(.following, message.body)
    }

    /// An entry behind a digest, and the digest after it.
    private static func entry(_ position: UInt64, after digest: [UInt8]) -> (EntryContent, Frame, [UInt8]) {
        let content = EntryContent(
            position: position, sender: Array(0..<16), receivedAtMilliseconds: 5, catalogueVersion: 1,
            refusals: [],
            batch: Frame(.batch, [1, 2, 3]))
        let next = sha256(digest + content.bytes)
        return (
            content, Frame(.entry, Entry(content: content.bytes, digest: next, headPosition: 9).body), next
        )
    }

    @Test func `A service without a journal is no collector`() {
        let welcome = Welcome(catalogue: Self.catalogue, clockMilliseconds: 0, limits: Self.limits)
        #expect(FollowSession(welcome, holding: [], hash: { $0 }) == nil)
    }

    @Test func `A journal never seen before is read from its first entry, along its chain [M5]`() throws {
        var session = try Self.session(holding: [])
        #expect(session.opening == .follow(nil))
        let begin = JournalPosition(journal: Self.journal, position: 1)
        #expect(session.received(Self.following(1, continues: false)) == .begin(begin, again: false))
        let (first, firstFrame, firstDigest) = Self.entry(1, after: Self.zeros)
        #expect(session.received(firstFrame) == .fold(first, Self.mark(1, firstDigest)))
        let (second, secondFrame, secondDigest) = Self.entry(2, after: firstDigest)
        #expect(session.received(secondFrame) == .fold(second, Self.mark(2, secondDigest)))
        #expect(session.headPosition == 9)
    }

    @Test func `A known journal goes on behind the mark that is held`() throws {
        let held = Self.mark(4, Self.sha256([4]))
        var session = try Self.session(holding: [held])
        #expect(session.opening == .follow(held))
        let begin = JournalPosition(journal: Self.journal, position: 5)
        #expect(session.received(Self.following(5, continues: true)) == .begin(begin, again: false))
        let (content, frame, digest) = Self.entry(5, after: held.digest)
        #expect(session.received(frame) == .fold(content, Self.mark(5, digest)))
    }

    @Test func `A restored journal is read again from its oldest entry`() throws {
        var session = try Self.session(holding: [Self.mark(4, Self.sha256([4]))])
        let begin = JournalPosition(journal: Self.journal, position: 1)
        #expect(session.received(Self.following(1, continues: false)) == .begin(begin, again: true))
        let (content, frame, digest) = Self.entry(1, after: Self.zeros)
        #expect(session.received(frame) == .fold(content, Self.mark(1, digest)))
    }

    @Test func `After retention the first entry is taken as it is, and the chain is held from there`() throws
    {
        var session = try Self.session(holding: [])
        _ = session.received(Self.following(6, continues: false))
        let (content, frame, digest) = Self.entry(6, after: Self.sha256([5]))
        #expect(session.received(frame) == .fold(content, Self.mark(6, digest)))
        let (_, wrong, _) = Self.entry(7, after: Self.zeros)
        #expect(session.received(wrong) == .part(.brokenChain(position: 7)))
    }

    @Test func `A gap, a repeated entry and an entry out of turn end the connection [A14]`() throws {
        var session = try Self.session(holding: [])
        let (_, first, digest) = Self.entry(1, after: Self.zeros)
        #expect(session.received(first) == .part(.unexpected(.entry)))
        _ = session.received(Self.following(1, continues: false))
        _ = session.received(first)
        #expect(session.received(first) == .part(.gap(expected: 2, got: 1)))
        let (_, third, _) = Self.entry(3, after: digest)
        #expect(session.received(third) == .part(.gap(expected: 2, got: 3)))
    }

    @Test func `Pings are answered, a goaway and what is not understood end the connection`() throws {
        var session = try Self.session(holding: [])
        #expect(session.received(Frame(.ping, [1])) == .pong([1]))
        let failure = Failure(outcome: .draining, message: "stopping")
        #expect(session.received(Frame(.goAway, GoAway(failure).body)) == .part(.goAway(failure)))
        #expect(session.received(Frame(.following, [0xFF])) == .part(.notUnderstood(.truncated)))
        #expect(session.received(Frame(.ack)) == .part(.unexpected(.ack)))
    }
}
