import Catalogue
import Journal
import RawConnections
import Testing
import Wire

@testable import Collector

/// Raw bytes over a socket: a check in our own client alone would protect nobody.
struct BadInputTests {
    let folder: Folder
    let journal: SQLiteJournal

    init() throws {
        folder = try Folder()
        journal = try folder.journal()
    }

    /// Bytes that end their connection, the code that they get and a part of what is said.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let afterHello: Bool
        let bytes: [UInt8]
        let outcome: Outcome
        let says: String

        init(_ name: String, afterHello: Bool = true, _ bytes: [UInt8], _ outcome: Outcome, _ says: String) {
            testDescription = name
            self.afterHello = afterHello
            self.bytes = bytes
            self.outcome = outcome
            self.says = says
        }
    }

    @Test(arguments: try BadInputTests.cases())
    func `What is not a frame or not a message gets its code, and neighbours are served [L1] [L2] [G1]`(
        bad: Case
    )
        async throws
    {
        try await RunningCollector.with(journal) { port in
            let neighbour = try await RawClient.greeted(port, .sender)
            neighbour.send(Samples.batch(1, [try Samples.event(1)]))
            #expect(try await neighbour.ack().batch == 1)
            let client =
                bad.afterHello ? try await RawClient.greeted(port, .sender) : try await RawClient(port: port)
            client.send(bad.bytes)
            let failure = try await client.goAway()
            #expect(failure.outcome == bad.outcome, "\(failure.outcome): \(failure.message)")
            #expect(failure.message.contains(bad.says), "\(failure.message)")
            neighbour.send(Samples.batch(2, [try Samples.event(2)]))
            #expect(try await neighbour.ack().batch == 2)
        }
        #expect(journal.extent.headPosition == 2)
    }

    static func cases() throws -> [Case] { try noFrames() + badFrames() + badHellos() + badBatches() }

    private static func noFrames() -> [Case] {
        [
            Case(
                "HTTP", afterHello: false, Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), .notGrassroots,
                "HTTP, TLS and text are not understood here"),
            Case(
                "a TLS hello", afterHello: false, [0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3], .notGrassroots,
                "GRS1"),
            Case(
                "noise", afterHello: false, (0..<300).map { UInt8(truncatingIfNeeded: $0 * 167 + 13) },
                .notGrassroots, "47 52 53 31"),
            Case("noise after the hello", Array("hello?".utf8), .notGrassroots, "frame 2"),
        ]
    }

    private static func badFrames() throws -> [Case] {
        let batch = Samples.batch(1, [try Samples.event(1)])
        var headerDamaged = batch.bytes
        headerDamaged[9] ^= 1
        var bodyDamaged = batch.bytes
        bodyDamaged[bodyDamaged.count - 1] ^= 1
        return [
            Case("a damaged header", headerDamaged, .malformed, "checksum of the header"),
            Case("a damaged body", bodyDamaged, .malformed, "checksum of the body"),
            Case(
                "a body that is too long", header(.batch, body: 1 << 20 + 1, inflated: 1 << 20 + 1),
                .tooLarge,
                "body length is 1048577, at most 1048576"),
            Case(
                "a body that is too long before a hello", afterHello: false,
                header(.hello, body: 4_097, inflated: 4_097), .tooLarge, "at most 4096"),
            Case(
                "a body that would inflate past the limit",
                header(.batch, body: 100, inflated: 8 << 20 + 1, isCompressed: true), .tooLarge,
                "inflated length"),
            Case(
                "another protocol version", header(.batch, body: 0, inflated: 0, version: 9),
                .unsupportedVersion,
                "protocol version 9"),
            Case(
                "a frame type that does not exist", header(nil, body: 0, inflated: 0), .malformed,
                "frame type is 99"),
            Case(
                "a message that is far too long",
                Frame(.progress, [UInt8](repeating: 0, count: 100_000)).bytes,
                .tooLarge, "inflated length of a message"),
        ]
    }

    private static func badHellos() throws -> [Case] {
        var future = try Samples.hello(.sender)
        future.versions = 2...3
        var conflict = try Samples.hello(.sender)
        conflict.catalogue.digest[0] ^= 1
        let ours = try Samples.hello(.sender).catalogue.digest.map { String($0, radix: 16) }.last ?? "?"
        return [
            Case(
                "a batch before the hello", afterHello: false, Samples.batch(1, [try Samples.event(1)]).bytes,
                .unexpectedMessage, "expected is a hello"),
            Case(
                "an empty hello", afterHello: false, Frame(.hello).bytes, .malformed,
                "field 1 (lowest version)"),
            Case(
                "versions that are not spoken", afterHello: false, Frame(.hello, future.body).bytes,
                .unsupportedVersion, "versions 2 to 3"),
            Case(
                "another catalogue of the same version", afterHello: false,
                Frame(.hello, conflict.body).bytes,
                .catalogueConflict, ours),
            Case(
                "a second hello", Frame(.hello, try Samples.hello(.sender).body).bytes, .unexpectedMessage,
                "hello"),
            Case(
                "a question", Frame(.query, Query(items: ["X"]).body).bytes, .unexpectedMessage, "aggregator"),
            Case(
                "a follow from a sender", Frame(.follow, Follow(name: "a", mark: nil).body).bytes,
                .unexpectedMessage, "role is sender"),
        ]
    }

    private static func badBatches() throws -> [Case] {
        let plain = Batch(number: 1, groups: [try Samples.event(1)].groups).body
        var deflater = Deflater()
        let packed = deflater.deflate([UInt8](repeating: 5, count: 4_096).span)
        return [
            Case("an empty batch", Frame(.batch).bytes, .malformed, "the bytes end before"),
            Case("a batch cut short", Frame(.batch, Array(plain.dropLast())).bytes, .malformed, "batch 1"),
            Case(
                "a batch with bytes behind it", Frame(.batch, plain + [0]).bytes, .malformed,
                "1 bytes are left over"),
            Case(
                "a body that inflates past its declared length",
                header(.batch, body: packed.count, inflated: 1_024, isCompressed: true, packed), .malformed,
                "inflates past the declared length"),
            Case(
                "a body that inflates to less than declared",
                header(.batch, body: packed.count, inflated: 5_000, isCompressed: true, packed), .malformed,
                "less than declared"),
            Case(
                "a body that is not compressed although it says so",
                header(.batch, body: plain.count, inflated: 100, isCompressed: true, plain), .malformed,
                "not one zlib stream"),
            Case(
                "more reports than permitted",
                Samples.batch(1, try (1...10_001).map { try Samples.event($0) }).bytes, .tooLarge,
                "report count is 10001, at most 10000"),
        ]
    }

    /// A header written down byte by byte, then the body.
    private static func header(
        _ type: FrameType?, body: Int, inflated: Int, isCompressed: Bool = false, version: UInt8 = 1,
        _ bytes: [UInt8] = []
    ) -> [UInt8] {
        var header: [UInt8] = [
            0x47, 0x52, 0x53, 0x31, version, type?.rawValue ?? 99, 0, isCompressed ? 1 : 0,
        ]
        header.appendInteger(UInt32(body))
        header.appendInteger(UInt32(inflated))
        header.appendInteger(Checksum.crc32(bytes.span))
        header.appendInteger(Checksum.crc32(header.span))
        return header + bytes
    }

    @Test func `A report that is wrong costs itself alone, and each fault has its code [A9]`() async throws {
        let good = try Samples.event(100)
        let faults: [(Outcome, Report)] = [
            (.unknownDataSet, try Samples.event(1, dataSet: 99)),
            (.unknownElement, try Samples.event(2, element: 999)),
            (.unknownOption, try Samples.event(3, options: [5, 8, 999])),
            (.outOfBounds, try Samples.event(4, value: 5_256_001)),
            (.badUnitCode, try Samples.event(5, unit: "51010")),
            (.badUnitCode, try Samples.event(6, unit: "51010x")),
            (.badPeriod, try Samples.population(period: Period(type: .yearly, index: 230))),
            (.badPeriod, try Samples.population(period: Period(type: .monthly, index: 600))),
            (.elementNotInDataSet, try Samples.event(7, element: 31)),
            (.clockAhead, try Samples.event(8, savedAt: Samples.now + 600_001)),
        ]
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            for (index, (outcome, report)) in faults.enumerated() {
                client.send(Samples.batch(UInt64(index) + 1, [good, report]))
                guard case .taken(_?, let refusals) = try await client.ack().result else {
                    Issue.record("\(outcome): the good report was not taken")
                    return
                }
                #expect(refusals.map(\.outcome) == [outcome])
                #expect(refusals.map(\.index) == [1])
                #expect(refusals.first?.message.isEmpty == false)
            }
        }
        #expect(journal.extent.headPosition == UInt64(faults.count))
    }

    @Test func `An unknown id from a newer catalogue may be tried again [O4]`() async throws {
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient(port: port)
            var hello = try Samples.hello(.sender)
            hello.catalogue = CatalogueMark(version: 99, digest: [UInt8](repeating: 9, count: 32))
            client.send(Frame(.hello, hello.body))
            #expect(try await client.next()?.type == .welcome)
            client.send(Samples.batch(1, [try Samples.event(1, element: 999)]))
            guard case .taken(nil, let refusals) = try await client.ack().result else {
                Issue.record("an unknown element was taken")
                return
            }
            #expect(refusals.map(\.outcome) == [.catalogueBehind])
        }
    }

    @Test func `An acknowledgement that refuses every report of the largest batch stays small`() async throws
    {
        try await RunningCollector.with(journal) { port in
            let client = try await RawClient.greeted(port, .sender)
            client.send(Samples.batch(1, try (1...10_000).map { try Samples.event($0, value: -1) }))
            let frame = try #require(try await client.next())
            #expect(frame.body.count < 200_000)
            guard case .taken(nil, let refusals) = try Ack(body: frame.body.span).result else {
                Issue.record("a batch of refused reports was taken")
                return
            }
            #expect(refusals.map(\.index) == Array(0..<10_000))
        }
    }

    @Test func `A client that goes away within a frame leaves everything else working`() async throws {
        let batch = Samples.batch(1, [try Samples.event(1)])
        try await RunningCollector.with(journal) { port in
            let neighbour = try await RawClient.greeted(port, .sender)
            for length in [1, 23, 24, batch.bytes.count - 1] {
                let client = try await RawClient.greeted(port, .sender)
                client.send(Array(batch.bytes.prefix(length)))
                client.close()
                #expect(try await client.next() == nil)
            }
            neighbour.send(batch)
            #expect(try await neighbour.ack().batch == 1)
        }
        #expect(journal.extent.headPosition == 1)
    }
}
