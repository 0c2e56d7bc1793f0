package import Foundation

/// Which day it is in a time zone, and when a local time is. The zone's changes of offset are found once, in 1970 to
/// 2199; then a look-up costs a few comparisons.
package struct DayClock: Sendable {
    /// The instants, in seconds since 1970, from which the offset of the same index holds; the first is the beginning
    /// of time.
    private let starts: [Int64]
    private let offsets: [Int64]
    /// The local second at which each offset's time ends: the next start, read on its own clock.
    private let localEnds: [Int64]

    package init(_ timeZone: TimeZone) {
        var starts = [Int64.min]
        var offsets = [Self.offset(timeZone, at: Self.range.lowerBound)]
        var before = Self.range.lowerBound
        for sample in stride(from: before, through: Self.range.upperBound, by: Self.sampleStep).dropFirst() {
            let offset = Self.offset(timeZone, at: sample)
            if offset != offsets[offsets.count - 1] {
                starts.append(Self.change(timeZone, after: before, until: sample))
                offsets.append(offset)
            }
            before = sample
        }
        self.starts = starts
        self.offsets = offsets
        localEnds = zip(starts.dropFirst(), offsets).map { $0 + $1 } + [.max]
    }

    /// The day, counted from 1970-01-01, that an instant lies on; `seconds` since 1970-01-01T00:00:00Z.
    package func day(ofSeconds seconds: Int64) -> Int64 {
        localSeconds(seconds).dividedRoundingDown(by: 86_400)
    }

    /// The instant of a local time, in seconds since 1970-01-01T00:00:00Z. A time that the clocks skip is read on the
    /// clock before the change (02:30 becomes 03:30), a time that comes twice is the first of the two.
    package func seconds(day: Int64, secondOfDay: Int64) -> Int64 {
        let local = day * 86_400 + secondOfDay
        let index = Self.first(in: localEnds) { local < $0 }
        let seconds = local - offsets[index]
        return seconds < starts[index] ? local - offsets[index - 1] : seconds
    }

    /// The local time of an instant, as seconds since 1970-01-01T00:00:00 on the local clock.
    func localSeconds(_ seconds: Int64) -> Int64 {
        let index = Self.first(in: starts) { seconds < $0 } - 1
        // Times outside 1970 to 2199 are refused elsewhere; here they must only not trap.
        return seconds.addingReportingOverflow(offsets[index]).overflow ? seconds : seconds + offsets[index]
    }

    /// The first index whose value fulfils a condition that all later ones fulfil too; else the count.
    private static func first(in values: [Int64], where condition: (Int64) -> Bool) -> Int {
        var low = 0
        var high = values.count
        while low < high {
            let middle = (low + high) / 2
            if condition(values[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// 1969-12-30 to 2200-01-02: every day of 1970 to 2199 in every zone.
    private static let range: ClosedRange<Int64> = -2 * 86_400...84_007 * 86_400
    /// No zone has changed its offset and changed it back within a week.
    private static let sampleStep = 7 * 86_400

    private static func offset(_ timeZone: TimeZone, at seconds: Int64) -> Int64 {
        Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))))
    }

    /// The first second with the offset that holds at `until`.
    private static func change(_ timeZone: TimeZone, after: Int64, until: Int64) -> Int64 {
        let target = offset(timeZone, at: until)
        var low = after
        var high = until
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(timeZone, at: middle) == target { high = middle } else { low = middle }
        }
        return high
    }
}
