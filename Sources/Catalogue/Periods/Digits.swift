/// Numbers of a fixed count of decimal digits, as dates and periods are written.
enum Digits {
    /// `nil` unless `length` ASCII digits stand at the position; moves the position behind them.
    static func read(_ text: Span<UInt8>, at position: inout Int, length: Int) -> Int64? {
        guard length > 0, text.count - position >= length else { return nil }
        var value: Int64 = 0
        for index in position..<position + length {
            guard (0x30...0x39).contains(text[index]) else { return nil }
            value = value * 10 + Int64(text[index] - 0x30)
        }
        position += length
        return value
    }

    /// The number with zeros before it up to `length` digits.
    static func padded(_ value: Int64, _ length: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, length - digits.count)) + digits
    }
}
