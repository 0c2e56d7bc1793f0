import Foundation
import Seeds
import Testing
import Wire

@testable import Catalogue

@Suite struct DateTextTests {
    private let clock: DayClock

    init() throws { clock = DayClock(try #require(TimeZone(identifier: "Asia/Shanghai"))) }

    @Test func `A time without a zone is the catalogue's, with one it is that zone's`() {
        // 2026-03-15 is day 20527.
        #expect(DateText.occurrence("2026-03-15", clock) == .day(20_527))
        #expect(DateText.occurrence("2026-03-15T08:30:00", clock) == .instant(20_527 * 86_400 + 1_800))
        #expect(DateText.occurrence("2026-03-15T08:30:00Z", clock) == .instant(20_527 * 86_400 + 30_600))
        #expect(DateText.occurrence("2026-03-15T08:30:00+05:30", clock) == .instant(20_527 * 86_400 + 10_800))
        #expect(DateText.occurrence("2026-03-15T20:00:00-05:00", clock) == .instant(20_528 * 86_400 + 3_600))
    }

    @Test(arguments: [
        "", "2026", "2026-3-15", "2026-02-30", "2026-03-15 08:30:00", "2026-03-15T08:30",
        "2026-03-15T24:00:00",
        "2026-03-15T08:60:00", "2026-03-15T08:30:60", "2026-03-15T08:30:00z", "2026-03-15T08:30:00+08",
        "2026-03-15T08:30:00+24:00", "2026-03-15T08:30:00Z ", "1969-12-31", "2200-01-01", "2026-03-15T",
        "2026-03-15T08:30:00.5", "20260315", "2026-03-15Z",
    ])
    func `Anything else is no date`(text: String) {
        #expect(DateText.occurrence(text, clock) == nil)
        #expect(DateText.value(text, clock) == nil)
    }

    @Test func `The value of a date element keeps whether it had a time`() throws {
        let day = try #require(DateText.value("2015-01-16", clock))
        let instant = try #require(DateText.value("2015-01-16T08:30:00", clock))
        #expect(day.kind == .day && day.value == 16_451)
        #expect(instant.kind == .instant && instant.value == 16_451 * 86_400 + 1_800)
    }

    @Test func `The time of saving needs a zone and may have milliseconds`() {
        #expect(DateText.milliseconds("2015-01-01T00:20:09Z") == 1_420_071_609_000)
        #expect(DateText.milliseconds("2015-01-01T00:20:09.5Z") == 1_420_071_609_500)
        #expect(DateText.milliseconds("2015-01-01T08:20:09.007+08:00") == 1_420_071_609_007)
        for text in [
            "2015-01-01T00:20:09", "2015-01-01", "2015-01-01T00:20:09.Z", "2015-01-01T00:20:09.1234Z",
        ] {
            #expect(DateText.milliseconds(text) == nil, "\(text)")
        }
    }

    @Test func `Any number can be written, as a date or as itself`() {
        for number in [Int64.min, .max] {
            #expect(DateText.text(day: number) == "day \(number) since 1970")
            #expect(DateText.text(seconds: number) == "second \(number) since 1970")
            #expect(DateText.text(seconds: number, clock) == "second \(number) since 1970")
            #expect(DateText.text(milliseconds: number) == "millisecond \(number) since 1970")
        }
        #expect(DateText.text(day: -719_162) == "1-01-01" && DateText.text(day: 2_932_896) == "9999-12-31")
        #expect(DateText.text(milliseconds: -1) == "1969-12-31T23:59:59.999Z")
    }

    @Test func `What is printed is read back`() {
        let seed: UInt64 = 7
        var random = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let milliseconds = Int64.random(in: 86_400_000...7_258_000_000_000, using: &random)
            #expect(
                DateText.milliseconds(DateText.text(milliseconds: milliseconds)) == milliseconds,
                "seed \(seed)")
            let seconds = milliseconds / 1_000
            #expect(DateText.occurrence(DateText.text(seconds: seconds), clock) == .instant(seconds))
            #expect(DateText.occurrence(DateText.text(.instant(seconds), clock), clock) == .instant(seconds))
            let day = seconds / 86_400
            #expect(DateText.occurrence(DateText.text(.day(day), clock), clock) == .day(day), "seed \(seed)")
        }
        #expect(DateText.text(seconds: 1_420_071_609, clock) == "2015-01-01T08:20:09+08:00")
        #expect(DateText.text(milliseconds: 1_420_071_609_007) == "2015-01-01T00:20:09.007Z")
        #expect(DateText.text(milliseconds: 1_420_071_609_000) == "2015-01-01T00:20:09.000Z")
    }

    @Test func `Decimals are whole numbers of the smallest unit`() {
        #expect(DecimalText.text(-5, scale: 2) == "-0.05")
        #expect(DecimalText.text(15, scale: 1) == "1.5")
        #expect(DecimalText.text(.min, scale: 0) == "-9223372036854775808")
    }
}
