import CZlib
import Seeds
import Specification
import Testing
import Wire

@Suite struct FrameTests {
    private struct FrameVector: Decodable {
        let name: String
        let bytes: String
        let type: UInt8
        let compressed: Bool
        let plain: String
    }

    private static let limits = FrameHeader.Limits(bodyBytes: 1_048_576, inflatedBytes: 1_048_576)

    @Test func `Every valid frame vector is read`() throws {
        let vectors = try Vectors.valid("frame", as: [FrameVector].self)
        #expect(Set(vectors.map(\.type)) == Set(FrameType.allCases.map(\.rawValue)))
        var inflater = Inflater()
        for vector in vectors {
            let frame = try Self.read(Array(hex: vector.bytes))
            #expect(frame.type.rawValue == vector.type, "\(vector.name)")
            #expect(frame.isCompressed == vector.compressed, "\(vector.name)")
            #expect(try frame.plainBody(&inflater).hex == vector.plain, "\(vector.name)")
            #expect(frame.bytes.hex == vector.bytes, "\(vector.name)")
        }
    }

    @Test func `Every invalid frame vector is refused with its outcome`() throws {
        let vectors = try Vectors.invalid("frame")
        #expect(vectors.count >= 37)
        for vector in vectors {
            let error = #expect(throws: WireError.self, "\(vector.name)") {
                var inflater = Inflater()
                _ = try Self.read(Array(hex: vector.bytes)).plainBody(&inflater)
            }
            #expect(
                error?.outcome.description == vector.outcome, "\(vector.name): \(error?.description ?? "-")")
        }
    }

    @Test func `Another protocol is known by its first wrong byte [F1]`() throws {
        let request = Array("GET".utf8)
        #expect(throws: WireError.notGrassroots) {
            _ = try FrameHeader(reading: request.span.extracting(0..<2), limits: Self.limits)
        }
        #expect(try FrameHeader(reading: Array("GRS1".utf8).span, limits: Self.limits) == nil)
    }

    @Test func `A body that zlib makes longer travels as it is`() throws {
        var deflater = Deflater()
        let frame = Frame(.ping, [1, 2, 3], deflater: &deflater)
        #expect(!frame.isCompressed && frame.body == [1, 2, 3])
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `Deflated bytes inflate to what they were, at every size`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var deflater = Deflater()
        var inflater = Inflater()
        for size in [0, 1, 2, 100, 5_000, 70_000] {
            let plain = (0..<size).map { _ in UInt8.random(in: 0...9, using: &random) }
            let packed = deflater.deflate(plain.span)
            #expect(try inflater.inflate(packed.span, length: size) == plain, "seed \(seed), \(size) bytes")
        }
    }

    private static func read(_ bytes: [UInt8]) throws -> Frame {
        guard let header = try FrameHeader(reading: bytes.span, limits: limits) else {
            throw WireError.truncated
        }
        return try Frame(header: header, body: Array(bytes[FrameHeader.byteCount...]))
    }
}
