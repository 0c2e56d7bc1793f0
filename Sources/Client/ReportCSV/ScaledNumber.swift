internal import Catalogue

/// Integers and decimals of a fixed scale as they are written: `-12`, `1.5`. No exponent, no thousands, no spaces.
enum ScaledNumber {
    enum Reading: Equatable {
        case value(Int64)
        case notANumber
        /// More decimals than the scale has, and not zeros.
        case tooFine
        case tooLarge
    }

    /// In the smallest unit: `1.5` with scale 2 is 150.
    static func read(_ text: Span<UInt8>, scale: Int) -> Reading {
        var position = 0
        let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
        if isNegative { position = 1 }
        var value: Int64 = 0
        var decimals = -1
        var digits = 0
        while position < text.count {
            let byte = text[position]
            position &+= 1
            if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
                decimals = 0
                continue
            }
            guard byte >= 0x30, byte <= 0x39 else { return .notANumber }
            digits &+= 1
            if decimals >= 0 {
                if decimals == scale {
                    guard byte == 0x30 else { return .tooFine }
                    continue
                }
                decimals &+= 1
            }
            guard append(Int64(byte &- 0x30), to: &value) else { return .tooLarge }
        }
        guard digits > 0, decimals != 0 || text[text.count - 1] != UInt8(ascii: ".") else {
            return .notANumber
        }
        for _ in max(decimals, 0)..<max(scale, max(decimals, 0)) {
            guard append(0, to: &value) else { return .tooLarge }
        }
        return .value(isNegative ? -value : value)
    }

    private static func append(_ digit: Int64, to value: inout Int64) -> Bool {
        let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = shifted.addingReportingOverflow(digit)
        value = sum
        return !overflows && !overflowsToo
    }

    /// What `read` takes back; without decimals that are zero.
    static func text(_ value: Int64, scale: Int) -> String {
        guard scale > 0 else { return String(value) }
        let fixed = DecimalText.text(value, scale: scale)
        let trimmed = fixed.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return fixed.contains(".") ? String(trimmed.reversed()) : fixed
    }
}
