internal import Catalogue
internal import Wire

/// Bytes, and values of many rows that share a field, on one line.
enum ValuesTelling {
    /// A column of a result: - is undefined.
    static func column(_ bytes: [UInt8]) -> String? {
        var position = 0
        var values: [String] = []
        do throws(WireError) {
            while position < bytes.count {
                let kind: UInt8 = try bytes.span.integer(at: &position)
                switch kind {
                case 0: values.append("-")
                case 1: values.append("\(try bytes.span.zigzag(at: &position))")
                case 2: values.append(try bytes.span.text(try bytes.span.prefixed(at: &position)))
                default: return nil
                }
            }
        } catch {
            return nil
        }
        return values.joined(separator: ", ")
    }

    /// For each report whether it is in force, its arrival and its sender.
    static func origins(_ bytes: [UInt8]) -> String? {
        var position = 0
        var origins: [String] = []
        do throws(WireError) {
            while position < bytes.count {
                let standing: UInt8 = try bytes.span.integer(at: &position)
                let receivedAt = try bytes.span.zigzag(at: &position)
                let end = position + ReportsPart.Origin.senderBytes
                guard standing <= 1, end <= bytes.count else { return nil }
                let sender = hexadecimal(Array(bytes[position..<end]))
                position = end
                origins.append(
                    "\(standing == 1 ? "in force" : "superseded") \(DateText.text(milliseconds: receivedAt)) \(sender)"
                )
            }
        } catch {
            return nil
        }
        return origins.joined(separator: ", ")
    }

    /// Longer bytes are shown by their beginning.
    private static let shownBytes = 64

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = bytes.prefix(shownBytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        let rest = bytes.count > shownBytes ? "… (\(bytes.count) bytes)" : ""
        return bytes.isEmpty ? "(empty)" : digits.joined() + rest
    }
}
