internal import Catalogue
internal import Wire

/// A body, told from the table of messages: one walk for all of them.
struct BodyTelling: ~Copyable {
    private(set) var lines: [String] = []
    /// Where reading ended and why; nil where all was read.
    private(set) var fault: String?
    private let reports: ReportTelling
    private let depth: Int
    private let languages: [Language]
    private var inflater = Inflater()

    /// - Parameter languages: in which outcomes are named.
    init(_ catalogue: Catalogue, at depth: Int, _ languages: [Language]) {
        reports = ReportTelling(catalogue)
        self.languages = languages
        self.depth = depth
    }

    /// - Parameter body: inflated.
    mutating func tell(_ body: [UInt8], of type: FrameType) {
        do throws(BrokenAt) {
            switch MessageTable.fields(of: type) {
            case _ where body.isEmpty && (type == .status || type == .catalogue):
                say(depth, "(an empty body asks)", "")
            case let fields?: try walk(body, fields, at: depth, from: 0)
            case nil where type == .batch: try tell(reports: body, at: depth, from: 0)
            case nil: say(depth, "bytes", ValuesTelling.hexadecimal(body))
            }
        } catch {
            fault = "byte \(error.position): \(error.reason)"
        }
    }

    private struct BrokenAt: Error {
        let position: Int
        let reason: String
    }

    /// - Parameter start: where `bytes` begin in the body.
    private mutating func walk(
        _ bytes: [UInt8], _ table: [MessageField], at depth: Int, from start: Int
    ) throws(BrokenAt) {
        var position = 0
        var inflatedBytes: Int?
        var last: UInt64 = 0
        while position < bytes.count {
            let fieldStart = start + position
            let key: UInt64
            let payload: Range<Int>
            do throws(WireError) {
                key = try bytes.span.varint(at: &position)
                payload = try bytes.span.prefixed(at: &position)
            } catch {
                throw BrokenAt(position: fieldStart, reason: "\(error)")
            }
            let (number, isCritical) = (key >> 1, key & 1 == 1)
            let content = Array(bytes[payload])
            guard let field = table.first(where: { $0.number == number }) else {
                say(depth, "\(number)  (not known)", ValuesTelling.hexadecimal(content))
                if isCritical {
                    throw BrokenAt(
                        position: fieldStart, reason: "\(WireError.unknownCriticalField(number: number))")
                }
                continue
            }
            guard number > last || number == last && field.repeats else {
                throw BrokenAt(position: fieldStart, reason: "\(WireError.unordered(what: "field numbers"))")
            }
            last = number
            let place = Place(depth: depth, start: start + payload.lowerBound, inflatedBytes: inflatedBytes)
            if case .inflatedBytes = field.content {
                inflatedBytes = Self.varint(content).map { Int(clamping: $0) }
            }
            try tell(field, content, place)
        }
    }

    private struct Place {
        let depth: Int
        let start: Int
        let inflatedBytes: Int?
    }

    private mutating func tell(
        _ field: MessageField, _ content: [UInt8], _ place: Place
    ) throws(BrokenAt) {
        let name = "\(field.number)  \(field.name)"
        switch field.content {
        case .fields(let table):
            say(place.depth, name, "")
            try walk(content, table, at: place.depth + 1, from: place.start)
        case .reports:
            say(place.depth, name, "")
            try tell(reports: content, at: place.depth + 1, from: place.start)
        case .packedReports:
            say(place.depth, name, place.inflatedBytes == nil ? "" : "\(content.count) bytes, compressed")
            var plain = content
            if let length = place.inflatedBytes {
                do throws(WireError) {
                    plain = try inflater.inflate(content.span, length: min(length, 64 << 20))
                } catch {
                    throw BrokenAt(position: place.start, reason: "\(error)")
                }
            }
            try tell(reports: plain, at: place.depth + 1, from: 0)
        default:
            guard let value = value(field.content, content) else {
                say(place.depth, name, ValuesTelling.hexadecimal(content))
                throw BrokenAt(
                    position: place.start, reason: "field \(field.number) is not what its table says")
            }
            say(place.depth, name, value)
        }
    }

    private mutating func tell(reports bytes: [UInt8], at depth: Int, from start: Int) throws(BrokenAt) {
        do throws(WireError) {
            let batch = try Batch(body: bytes.span, reportLimit: bytes.count)
            say(depth, "number", "\(batch.number)")
            for (indent, name, value) in reports.lines(batch) { say(depth + indent, name, value) }
        } catch {
            throw BrokenAt(position: start, reason: "the batch that begins here: \(error)")
        }
    }

    private mutating func say(_ depth: Int, _ name: String, _ value: String) {
        lines.append(Self.line(depth, name, value))
    }

    static func line(_ depth: Int, _ name: String, _ value: String) -> String {
        let head = String(repeating: "  ", count: depth) + name
        guard !value.isEmpty else { return head }
        let space = max(2, 36 - TextWidth.columns(head))
        return head + String(repeating: " ", count: space) + value
    }

    // MARK: Single values

    private static func varint(_ bytes: [UInt8]) -> UInt64? {
        var position = 0
        guard let value = try? bytes.span.varint(at: &position), position == bytes.count else { return nil }
        return value
    }

    private static func zigzag(_ bytes: [UInt8]) -> Int64? {
        varint(bytes).map { Int64(bitPattern: $0 >> 1) ^ -Int64(bitPattern: $0 & 1) }
    }

    /// Nil where the bytes are not such a value.
    private func value(_ content: MessageField.Content, _ bytes: [UInt8]) -> String? {
        switch content {
        case .varint, .inflatedBytes: return Self.varint(bytes).map { "\($0)" }
        case .zigzag: return Self.zigzag(bytes).map { "\($0)" }
        case .time: return Self.zigzag(bytes).map { "\($0)  \(DateText.text(milliseconds: $0))" }
        case .choice(let names):
            guard let number = Self.varint(bytes), number < names.count else { return nil }
            return "\(number) \(names[Int(number)])"
        case .outcome:
            guard let number = Self.varint(bytes).flatMap({ UInt16(exactly: $0) }) else { return nil }
            let outcome = Outcome(rawValue: number)
            return
                "\(number) \(outcome.text(languages)), \(outcome.isRetryable ? "may be tried again" : "permanent")"
        case .text: return try? bytes.span.text(0..<bytes.count)
        case .values: return ValuesTelling.column(bytes)
        case .origins: return ValuesTelling.origins(bytes)
        case .bytes, .fields, .reports, .packedReports: return ValuesTelling.hexadecimal(bytes)
        }
    }
}
