package import Wire

/// Dates and times as people and files write them: `2026-03-15`, `2026-03-15T08:30:00`, `2026-03-15T08:30:00Z`,
/// `2026-03-15T08:30:00+08:00`. A time without a zone is in the catalogue's. Only 1970 to 2199.
package enum DateText {
    /// When an event happened: a day, or an instant where a time is given. `nil` for anything else.
    package static func occurrence(_ text: Span<UInt8>, _ clock: DayClock) -> Report.Occurrence? {
        guard let parts = DateParts(text), parts.milliseconds == nil else { return nil }
        guard let secondOfDay = parts.secondOfDay else { return .day(parts.day) }
        guard let offset = parts.offset else {
            return .instant(clock.seconds(day: parts.day, secondOfDay: secondOfDay))
        }
        return .instant(parts.day * 86_400 + secondOfDay - offset)
    }

    package static func occurrence(_ text: String, _ clock: DayClock) -> Report.Occurrence? {
        occurrence(text.utf8.span, clock)
    }

    /// The value of a date element, with its kind: a day or an instant. `nil` for anything else.
    package static func value(_ text: Span<UInt8>, _ clock: DayClock) -> (
        kind: ReportValue.Kind, value: Int64
    )? {
        switch occurrence(text, clock) {
        case .day(let day): (.day, day)
        case .instant(let seconds): (.instant, seconds)
        case nil: nil
        }
    }

    package static func value(_ text: String, _ clock: DayClock) -> (kind: ReportValue.Kind, value: Int64)? {
        value(text.utf8.span, clock)
    }

    /// An instant in milliseconds since 1970, as `saved_at` has it: with `Z` or an offset, and perhaps up to three
    /// digits after the second (`2026-03-15T08:30:00.250Z`). `nil` for anything else.
    package static func milliseconds(_ text: Span<UInt8>) -> Int64? {
        guard let parts = DateParts(text), let secondOfDay = parts.secondOfDay, let offset = parts.offset
        else {
            return nil
        }
        return (parts.day * 86_400 + secondOfDay - offset) * 1_000 + (parts.milliseconds ?? 0)
    }

    package static func milliseconds(_ text: String) -> Int64? { milliseconds(text.utf8.span) }

    /// `2026-03-15`; outside the years 1 to 9999 the number itself, since anybody may have written anything.
    package static func text(day: Int64) -> String {
        writtenDays.contains(day) ? CivilDate(days: day).description : "day \(day) since 1970"
    }

    /// 0001-01-01 to 9999-12-31.
    private static let writtenDays: ClosedRange<Int64> = -719_162...2_932_896
    private static func isWritten(seconds: Int64) -> Bool {
        writtenDays.contains(seconds.dividedRoundingDown(by: 86_400))
    }

    /// `2026-03-15T08:30:00Z`
    package static func text(seconds: Int64) -> String {
        guard isWritten(seconds: seconds) else { return "second \(seconds) since 1970" }
        let day = seconds.dividedRoundingDown(by: 86_400)
        return local(day: day, secondOfDay: seconds - day * 86_400) + "Z"
    }

    /// `2026-03-15T16:30:00+08:00`: the local time and how far it is ahead.
    package static func text(seconds: Int64, _ clock: DayClock) -> String {
        guard isWritten(seconds: seconds) else { return "second \(seconds) since 1970" }
        let local = clock.localSeconds(seconds)
        let minutes = (local - seconds) / 60
        let hours = "\(Digits.padded(abs(minutes) / 60, 2)):\(Digits.padded(abs(minutes) % 60, 2))"
        return text(seconds: local).dropLast() + (minutes < 0 ? "-" : "+") + hours
    }

    /// `2026-03-15T08:30:00.250Z`, always with three digits, so that texts sort as times do.
    package static func text(milliseconds: Int64) -> String {
        let seconds = milliseconds.dividedRoundingDown(by: 1_000)
        guard isWritten(seconds: seconds) else { return "millisecond \(milliseconds) since 1970" }
        let rest = milliseconds - seconds * 1_000
        return "\(text(seconds: seconds).dropLast()).\(Digits.padded(rest, 3))Z"
    }

    /// `2026-03-15` or `2026-03-15T16:30:00+08:00`
    package static func text(_ occurrence: Report.Occurrence, _ clock: DayClock) -> String {
        switch occurrence {
        case .day(let day): text(day: day)
        case .instant(let seconds): text(seconds: seconds, clock)
        }
    }

    private static func local(day: Int64, secondOfDay: Int64) -> String {
        let parts = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60].map {
            Digits.padded($0, 2)
        }
        return "\(text(day: day))T\(parts.joined(separator: ":"))"
    }
}
