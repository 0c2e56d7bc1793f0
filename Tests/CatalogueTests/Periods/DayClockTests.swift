import Foundation
import Seeds
import Testing

@testable import Catalogue

@Suite struct DayClockTests {
    private static let zones = [
        "Asia/Shanghai", "America/New_York", "America/Caracas", "Asia/Kathmandu", "Australia/Lord_Howe",
        "Pacific/Apia", "Africa/Casablanca", "Europe/London", "Etc/UTC",
    ]
    private static let seed: UInt64 = 1_986

    @Test(arguments: zones)
    func `An instant lies on the day that Foundation says`(zone: String) throws {
        let timeZone = try #require(TimeZone(identifier: zone))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let clock = DayClock(timeZone)
        var random = SeededGenerator(seed: Self.seed)
        for _ in 0..<3_000 {
            let seconds = Int64.random(in: 0...7_258_118_399, using: &random)
            let date = Date(timeIntervalSince1970: Double(seconds))
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let day = CivilDate(days: clock.day(ofSeconds: seconds))
            #expect(
                [Int64(parts.year ?? 0), Int64(parts.month ?? 0), Int64(parts.day ?? 0)]
                    == [day.year, day.month, day.day], "seed \(Self.seed), \(zone), \(seconds)")
        }
    }

    @Test(arguments: zones)
    func `A local time leads to an instant that shows it, or is skipped by the clocks`(zone: String) throws {
        let timeZone = try #require(TimeZone(identifier: zone))
        let clock = DayClock(timeZone)
        var random = SeededGenerator(seed: Self.seed)
        for _ in 0..<3_000 {
            let day = Int64.random(in: 1...60_000, using: &random)
            let second = Int64.random(in: 0..<86_400, using: &random)
            let instant = clock.seconds(day: day, secondOfDay: second)
            let offset = timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
            let before = timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant - 86_400)))
            let local = instant + Int64(offset)
            #expect(
                local == day * 86_400 + second || local - Int64(offset - before) == day * 86_400 + second,
                "seed \(Self.seed), \(zone), day \(day), second \(second)")
        }
    }

    @Test func `Days in Shanghai were an hour earlier in the summers of 1986 to 1991`() throws {
        let clock = DayClock(try #require(TimeZone(identifier: "Asia/Shanghai")))
        let summer = try #require(CivilDate(year: 1988, month: 7, day: 1)).days
        let winter = try #require(CivilDate(year: 1988, month: 12, day: 1)).days
        #expect(clock.seconds(day: summer, secondOfDay: 0) == summer * 86_400 - 9 * 3_600)
        #expect(clock.seconds(day: winter, secondOfDay: 0) == winter * 86_400 - 8 * 3_600)
        #expect(clock.day(ofSeconds: summer * 86_400 - 9 * 3_600) == summer)
        #expect(clock.day(ofSeconds: summer * 86_400 - 9 * 3_600 - 1) == summer - 1)
    }

    @Test func `A skipped time is read on the old clock, a doubled one is the first`() throws {
        let clock = DayClock(try #require(TimeZone(identifier: "America/New_York")))
        let spring = try #require(CivilDate(year: 2026, month: 3, day: 8)).days
        let autumn = try #require(CivilDate(year: 2026, month: 11, day: 1)).days
        // 02:30 does not exist: 07:30Z is 03:30 there.
        #expect(clock.seconds(day: spring, secondOfDay: 9_000) == spring * 86_400 + 27_000)
        // 01:30 comes twice, first at 05:30Z.
        #expect(clock.seconds(day: autumn, secondOfDay: 5_400) == autumn * 86_400 + 19_800)
        // The last second of the old offset and the first of the new.
        #expect(clock.localSeconds(spring * 86_400 + 25_199) == spring * 86_400 + 7_199)
        #expect(clock.localSeconds(spring * 86_400 + 25_200) == spring * 86_400 + 10_800)
    }

    @Test func `Instants far outside do not stop the clock`() throws {
        let clock = DayClock(try #require(TimeZone(identifier: "America/New_York")))
        #expect(clock.day(ofSeconds: .min) < -1_000_000)
        #expect(clock.day(ofSeconds: .max) > 1_000_000)
    }
}
