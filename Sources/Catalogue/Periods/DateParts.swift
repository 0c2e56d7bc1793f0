/// What stands in a text, before any time zone is applied.
struct DateParts {
    /// Days since 1970-01-01.
    let day: Int64
    private(set) var secondOfDay: Int64?
    private(set) var milliseconds: Int64?
    /// How far the local time is ahead of UTC, in seconds; `nil` where nothing is said.
    private(set) var offset: Int64?

    init?(_ text: Span<UInt8>) {
        var position = 0
        guard let year = Digits.read(text, at: &position, length: 4),
            let month = Self.number(text, at: &position, after: "-"),
            let day = Self.number(text, at: &position, after: "-"),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        self.day = date.days
        guard position < text.count else { return }
        guard let hour = Self.number(text, at: &position, after: "T"), hour < 24,
            let minute = Self.number(text, at: &position, after: ":"), minute < 60,
            let second = Self.number(text, at: &position, after: ":"), second < 60
        else { return nil }
        secondOfDay = hour * 3_600 + minute * 60 + second
        guard readFraction(text, at: &position), readOffset(text, at: &position) else { return nil }
        guard position == text.count else { return nil }
    }

    /// One to three digits after a full stop; false where something else follows it.
    private mutating func readFraction(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard position < text.count, text[position] == UInt8(ascii: ".") else { return true }
        position += 1
        var length = 0
        while position + length < text.count, (0x30...0x39).contains(text[position + length]) {
            length += 1
        }
        guard length <= 3, let value = Digits.read(text, at: &position, length: length) else {
            return false
        }
        milliseconds = value * [100, 10, 1][length - 1]
        return true
    }

    /// `Z`, `+08:00`, `-05:30` or nothing; false where something else follows.
    private mutating func readOffset(_ text: Span<UInt8>, at position: inout Int) -> Bool {
        guard position < text.count else { return true }
        let sign = text[position]
        guard sign != UInt8(ascii: "Z") else {
            position += 1
            offset = 0
            return true
        }
        guard let hours = Self.number(text, at: &position, after: sign == UInt8(ascii: "-") ? "-" : "+"),
            hours < 24, let minutes = Self.number(text, at: &position, after: ":"), minutes < 60
        else { return false }
        offset = (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
        return true
    }

    /// Two digits behind a certain character.
    private static func number(
        _ text: Span<UInt8>, at position: inout Int, after mark: Unicode.Scalar
    ) -> Int64? {
        guard position < text.count, text[position] == UInt8(ascii: mark) else { return nil }
        position += 1
        return Digits.read(text, at: &position, length: 2)
    }
}
