/// Values in the decimals that people write, from whole numbers of the smallest unit: -15 with scale 1 is `-1.5`.
package enum DecimalText {
    package static func text(_ value: Int64, scale: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let sign = value < 0 ? "-" : ""
        return scale == 0 ? sign + digits : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }

    /// The value in the smallest unit. `nil` where the text is no decimal, has more decimals than the scale (zeros at
    /// the end aside) or does not fit.
    package static func value(_ text: String, scale: Int) -> Int64? {
        var digits: [UInt8] = []
        var decimals: Int?
        let unsigned = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
        for byte in unsigned {
            switch byte {
            case 0x30...0x39:
                if let count = decimals {
                    guard count < scale || byte == 0x30 else { return nil }
                    decimals = count + 1
                    guard count < scale else { continue }
                }
                digits.append(byte)
            case UInt8(ascii: ".") where decimals == nil && !digits.isEmpty: decimals = 0
            default: return nil
            }
        }
        guard !digits.isEmpty, decimals != 0 else { return nil }
        digits += Array(repeating: 0x30, count: max(0, scale - (decimals ?? 0)))
        return Int64((text.hasPrefix("-") ? "-" : "") + String(decoding: digits, as: UTF8.self))
    }
}
