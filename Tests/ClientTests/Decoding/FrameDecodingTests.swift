import Catalogue
import Foundation
import Testing
import Wire

@testable import Client

/// Frames are told by their parts; the bytes of these tests are put together by hand.
@Suite struct FrameDecodingTests {
    /// A ping with the body 01 02 03, checksums by another program (Python's zlib.crc32).
    private static let ping: [UInt8] = [
        0x47, 0x52, 0x53, 0x31, 1, 12, 0, 0, 0, 0, 0, 3, 0, 0, 0, 3, 0x55, 0xBC, 0x80, 0x1D, 0xCC, 0xC9, 0xAF,
        0x13,
        1, 2, 3,
    ]

    private static func told(_ bytes: [UInt8]) throws -> (lines: [String], isUnderstood: Bool) {
        var decoding = FrameDecoding(try Catalogue.shipped())
        decoding.decode(bytes)
        return (decoding.lines, decoding.isUnderstood)
    }

    private static func squeezed(_ lines: [String]) -> [String] {
        lines.map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test func `A ping is told part by part, and what follows it as another frame`() throws {
        let (lines, isUnderstood) = try Self.told(Self.ping + Self.ping)
        let one = [
            "magic 47525331 GRS1", "version 1", "type 12 ping", "flags 0", "body bytes 3", "inflated bytes 3",
            "body checksum 55bc801d", "header checksum ccc9af13", "bytes 010203",
        ]
        #expect(
            Self.squeezed(lines) == ["frame 1 at byte 0"] + one + ["frame 2 at byte 27"] + one)
        #expect(isUnderstood)
    }

    @Test(arguments: [
        (0, "not a Grassroots frame"), (11, "the header's checksum is"), (25, "the body's checksum is"),
    ])
    func `A byte that was damaged is found by the part that it lies in`(place: Int, said: String) throws {
        var bytes = Self.ping
        bytes[place] ^= 0x40
        let (lines, isUnderstood) = try Self.told(bytes)
        #expect(!isUnderstood)
        #expect(lines.contains { $0.contains("! ") && $0.contains(said) }, "\(lines)")
    }

    @Test func `A frame cut short at any place is told as far as it goes and called so`() throws {
        for length in 0..<Self.ping.count {
            let (lines, isUnderstood) = try Self.told(Array(Self.ping[..<length]))
            #expect(!isUnderstood, "cut at \(length)")
            #expect(
                lines.contains { $0.contains("cut short") || $0.contains("no bytes") }, "cut at \(length)")
        }
    }

    @Test func `Fields are told by number and name, nested ones below, times as dates`() throws {
        var progress = FieldWriter()
        progress.varint(1, 300)
        progress.text(40, "later")
        let (lines, isUnderstood) = try Self.told(Frame(.progress, progress.bytes).bytes)
        #expect(Self.squeezed(lines).suffix(2) == ["1 durable position 300", "40 (not known) 6c61746572"])
        #expect(isUnderstood)

        let goAway = Frame(.goAway, GoAway(Failure(outcome: .draining, message: "再见")).body)
        #expect(
            Self.squeezed(try Self.told(goAway.bytes).lines).suffix(2) == [
                "1 code 103 DRAINING, may be tried again", "2 message 再见",
            ])
    }

    @Test func `An unknown critical field ends the telling at its byte`() throws {
        var progress = FieldWriter()
        progress.varint(1, 300)
        progress.field(40, critical: true, [7])
        let (lines, isUnderstood) = try Self.told(Frame(.progress, progress.bytes).bytes)
        #expect(!isUnderstood)
        // Field 1 takes a key, a length and two bytes.
        #expect(lines.last == "  ! body, byte 4: field 40 is critical and not known here")
    }

    @Test func `A batch is told down to its values, also where it travelled compressed inside an entry`()
        throws
    {
        let report = Report(
            dataSet: 3, unit: try #require(UnitCode("5101")),
            key: .period(Period(type: .yearly, index: 50)), savedAtMilliseconds: 1_600_000_000_000,
            values: [ReportValue(element: 51, value: 123)])
        var deflater = Deflater()
        let reports =
            [report]
            + (0..<50).map { index in
                var other = report
                other.key = .period(Period(type: .yearly, index: UInt32(index)))
                return other
            }
        let body = Batch(number: 7, groups: reports.groups).body
        let batch = Frame(.batch, body, deflater: &deflater)
        #expect(batch.isCompressed)
        let expected = [
            "report 0 5101 2020", "saved at 1600000000000 2020-09-13T12:26:40.000Z",
        ]
        let plain = Self.squeezed(try Self.told(batch.bytes).lines)
        #expect(plain.contains("number 7") && plain.contains("data set 3 population return, 51 reports"))
        #expect(expected.allSatisfy(plain.contains))
        #expect(plain.contains { $0.hasPrefix("51 EC_") && $0.hasSuffix(" 123") })

        let content = EntryContent(
            position: 5, sender: [UInt8](repeating: 1, count: 16), receivedAtMilliseconds: 9,
            catalogueVersion: 1,
            refusals: [], batch: batch)
        let entry = Entry(content: content.bytes, digest: [UInt8](repeating: 2, count: 32), headPosition: 6)
        let (lines, isUnderstood) = try Self.told(Frame(.entry, entry.body).bytes)
        #expect(expected.allSatisfy(Self.squeezed(lines).contains))
        #expect(isUnderstood, "\(lines.last ?? "")")
    }

    @Test func `Bytes come from digits, from a file with digits and from a file with frames`() throws {
        let digits = Self.ping.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        #expect(try FrameSource.bytes(digits.joined(separator: " ")) == Self.ping)
        let path = FileManager.default.temporaryDirectory.appending(path: "frame-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        for content in [Data(Self.ping), Data(digits.joined(separator: "\n").utf8)] {
            try content.write(to: URL(filePath: path))
            #expect(try FrameSource.bytes(path) == Self.ping)
        }
        for wrong in ["4752x", "475", "no such file"] {
            #expect(throws: ClientError.self) { try FrameSource.bytes(wrong) }
        }
    }
}
