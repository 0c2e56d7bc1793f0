import Specification
import Testing
import Wire

/// The session that the specification shows byte by byte, field by field.
@Suite struct TranscriptTests {
    private static let clientID = Array(1...16 as ClosedRange<UInt8>)
    private static let catalogue = CatalogueMark(
        version: 1, digest: Array(hex: "d2504e52b8b07484a2b690e7ffaedeabe91320c09012844d0f7c81c2ec72e882"))
    private static let journal = JournalID(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210)
    /// 2026-01-01T00:00:00Z
    private static let midnight: Int64 = 1_767_225_600_000

    private static func bodies() throws -> [[UInt8]] { try frames().map(\.body) }

    private static func frames() throws -> [Frame] {
        let limits = FrameHeader.Limits(bodyBytes: 4_096, inflatedBytes: 4_096)
        return try Specification.transcript("frame").map { bytes in
            let header = try #require(try FrameHeader(reading: bytes.span, limits: limits))
            return try Frame(header: header, body: Array(bytes[FrameHeader.byteCount...]))
        }
    }

    @Test func `The frames are hello, welcome, batch, ack, ping, pong and goaway`() throws {
        let frames = try Self.frames()
        #expect(frames.map(\.type) == [.hello, .welcome, .batch, .ack, .ping, .pong, .goAway])
        #expect(frames.map(\.bytes) == (try Specification.transcript("frame")))
    }

    @Test func `The greeting says what the text beside it says`() throws {
        let (first, second) = try (Self.bodies()[0], Self.bodies()[1])
        let hello = Hello(
            role: .sender, clientID: Self.clientID, catalogue: Self.catalogue, software: "demo 1",
            versions: 1...1)
        #expect(try Hello(body: first.span) == hello)
        let limits = Welcome.Limits(
            bodyBytes: 1_048_576, inflatedBytes: 8_388_608, reportsPerBatch: 10_000,
            unansweredBytes: 4_194_304, idleMilliseconds: 60_000)
        let welcome = Welcome(
            catalogue: Self.catalogue, clockMilliseconds: Self.midnight, limits: limits,
            journal: .init(id: Self.journal, oldestPosition: 1, headPosition: 0), software: "collector 1",
            version: 1)
        #expect(try Welcome(body: second.span) == welcome)
    }

    @Test func `The batch and its ack say what the text beside them says`() throws {
        let frames = try Self.frames()
        let report = Report(
            dataSet: 3, unit: try #require(UnitCode("510104")),
            key: .period(Period(type: .yearly, index: 55)), savedAtMilliseconds: Self.midnight - 1_000,
            values: [ReportValue(element: 51, value: 1_000)])
        let body = frames[2].body
        #expect(try Batch(body: body.span, reportLimit: 1) == Batch(number: 1, groups: [report].groups))
        let digest = "2d3344e4bfcf39cad86aab65e4eab86ed8a8a6caa27c2a18030a2e0c1f5eabea"
        let mark = ChainMark(
            at: JournalPosition(journal: Self.journal, position: 1), digest: Array(hex: digest))
        let ack = Ack(
            batch: 1, result: .taken(mark: mark, refusals: []), clockMilliseconds: Self.midnight + 7)
        let answer = frames[3].body
        #expect(try Ack(body: answer.span) == ack)
        let content = try #require(try Specification.transcript("content").first)
        let expected = EntryContent(
            position: 1, sender: Self.clientID, receivedAtMilliseconds: Self.midnight + 5,
            catalogueVersion: 1,
            refusals: [], batch: frames[2])
        #expect(try EntryContent(bytes: content.span) == expected)
    }

    @Test func `The pings are empty, and the goaway says when to come back`() throws {
        let frames = try Self.frames()
        #expect(frames[4].body.isEmpty && frames[5].body.isEmpty)
        let goAway = GoAway(
            Failure(outcome: .draining, message: "stopping", waitMilliseconds: 1_000))
        let last = frames[6].body
        #expect(try GoAway(body: last.span) == goAway)
    }
}
