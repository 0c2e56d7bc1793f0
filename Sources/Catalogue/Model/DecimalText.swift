/// Values in the decimals that people write, from whole numbers of the smallest unit: -15 with scale 1 is `-1.5`.
package enum DecimalText {
    package static func text(_ value: Int64, scale: Int) -> String {
        let digits = String(value.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let sign = value < 0 ? "-" : ""
        return scale == 0 ? sign + digits : "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }
}
