package import Catalogue
package import Wire

/// Frames, told field by field for whoever writes or mends a client. What is broken is shown as far as it can be read.
package struct FrameDecoding: ~Copyable {
    package private(set) var lines: [String] = []
    /// False once anything was not as the specification says.
    package private(set) var isUnderstood = true
    private let catalogue: Catalogue
    private let languages: [Language]
    private var inflater = Inflater()

    /// No memory for what only a header claims.
    private static let inflatedLimit = 64 << 20

    /// - Parameter languages: in which outcomes are named; fields have the names of the specification.
    package init(_ catalogue: Catalogue, languages: [Language] = [.english]) {
        self.catalogue = catalogue
        self.languages = languages
    }

    /// Frames one behind the other.
    package mutating func decode(_ bytes: [UInt8]) {
        var position = 0
        var number = 1
        while position < bytes.count {
            let header = RawHeader(bytes.span.extracting(position...))
            say(0, "frame \(number) at byte \(position)", "")
            guard let header else {
                return fault(
                    "\(bytes.count - position) bytes are left, a header has \(FrameHeader.byteCount): cut short"
                )
            }
            for (name, value) in header.lines { say(1, name, value) }
            for fault in header.faults { self.fault(fault) }
            guard header.isFrame else {
                return fault("where the next frame begins is not known: the rest is not read")
            }
            position += FrameHeader.byteCount
            let end = position + header.bodyBytes
            guard end <= bytes.count else {
                return fault(
                    "the body has \(header.bodyBytes) bytes, \(bytes.count - position) are there: cut short")
            }
            tell(Array(bytes[position..<end]), header)
            position = end
            number += 1
        }
        if number == 1 { fault("there are no bytes, expected a frame") }
    }

    private mutating func tell(_ body: [UInt8], _ header: RawHeader) {
        let checksum = Checksum.crc32(body.span)
        if checksum != header.bodyChecksum {
            fault("the body's checksum is \(hexadecimal(checksum)), the header says otherwise")
        }
        var plain = body
        if header.isCompressed {
            guard header.inflatedBytes <= Self.inflatedLimit else {
                return fault("the body would inflate to more than \(Self.inflatedLimit) bytes: not read")
            }
            do throws(WireError) {
                plain = try inflater.inflate(body.span, length: header.inflatedBytes)
            } catch {
                return fault("\(error)")
            }
        }
        guard let type = header.type else { return }
        var telling = BodyTelling(catalogue, at: 1, languages)
        telling.tell(plain, of: type)
        lines += telling.lines
        if let broken = telling.fault {
            fault(header.isCompressed ? "inflated body, \(broken)" : "body, \(broken)")
        }
    }

    private mutating func say(_ depth: Int, _ name: String, _ value: String) {
        lines.append(BodyTelling.line(depth, name, value))
    }

    private mutating func fault(_ text: String) {
        isUnderstood = false
        lines.append("  ! \(text)")
    }
}

/// A header as it stands, also where it is wrong.
private struct RawHeader {
    let bodyBytes: Int
    let inflatedBytes: Int
    let bodyChecksum: UInt32
    let isCompressed: Bool
    let type: FrameType?
    private(set) var lines: [(String, String)] = []
    private(set) var faults: [String] = []
    /// The lengths can be believed.
    let isFrame: Bool

    init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= FrameHeader.byteCount else { return nil }
        func number(_ range: Range<Int>) -> UInt32 {
            range.reduce(0) { $0 << 8 | UInt32(bytes[$1]) }
        }
        bodyBytes = Int(number(8..<12))
        inflatedBytes = Int(number(12..<16))
        bodyChecksum = number(16..<20)
        let flags = number(6..<8)
        isCompressed = flags & 1 == 1
        type = FrameType(rawValue: bytes[5])
        let checksum = number(20..<24)
        let rightChecksum = Checksum.crc32(bytes.extracting(0..<20))
        let hasMagic = number(0..<4) == 0x4752_5331
        isFrame = hasMagic && checksum == rightChecksum
        lines = [
            ("magic", hexadecimal(number(0..<4)) + (hasMagic ? " GRS1" : "")),
            ("version", "\(bytes[4])"),
            ("type", "\(bytes[5]) \(type.map { "\($0)".lowercased() } ?? "unknown")"),
            ("flags", isCompressed ? "\(flags) compressed" : "\(flags)"), ("body bytes", "\(bodyBytes)"),
            ("inflated bytes", "\(inflatedBytes)"), ("body checksum", hexadecimal(bodyChecksum)),
            ("header checksum", hexadecimal(checksum)),
        ]
        if !hasMagic { faults.append("\(WireError.notGrassroots)") }
        if checksum != rightChecksum {
            faults.append("the header's checksum is \(hexadecimal(rightChecksum)), it says otherwise")
        }
        if bytes[4] != FrameHeader.protocolVersion {
            faults.append("\(WireError.unsupportedVersion(bytes[4]))")
        }
        if type == nil {
            faults.append("frame type \(bytes[5]) is not known, expected 1 to \(FrameType.allCases.count)")
        }
        if flags > 1 { faults.append("only flag 1 (compressed) is known") }
        if isCompressed, let type, !type.mayBeCompressed { faults.append("this type is never compressed") }
        if !isCompressed, bodyBytes != inflatedBytes {
            faults.append("the body is not compressed, so both lengths must be the same")
        }
    }
}

private func hexadecimal(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
}
