import Foundation
import Seeds
import Testing
import Wire

@testable import Catalogue

/// Foundation's calendars are the independent witness.
@Suite struct PeriodTests {
    private static let utc = TimeZone(secondsFromGMT: 0)
    private static let seed: UInt64 = 20_260_315

    private static func calendar(_ identifier: Calendar.Identifier) -> Calendar {
        var calendar = Calendar(identifier: identifier)
        if let utc { calendar.timeZone = utc }
        return calendar
    }

    private static func date(_ day: Int64) -> Date { Date(timeIntervalSince1970: Double(day) * 86_400) }

    private static var days: [Int64] {
        var random = SeededGenerator(seed: seed)
        return (0..<2_000).map { _ in Int64.random(in: 0...84_003, using: &random) } + [
            0, 58, 59, 60, 84_003,
        ]
    }

    /// What Foundation calls the period of a type that a day lies in.
    private static func expected(_ day: Int64, _ type: PeriodType) -> String {
        let date = date(day)
        let parts = calendar(.gregorian).dateComponents([.year, .month, .day], from: date)
        let (year, month) = (parts.year ?? 0, parts.month ?? 0)
        switch type {
        case .daily: return String(format: "%04d%02d%02d", year, month, parts.day ?? 0)
        case .weekly:
            let week = calendar(.iso8601).dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
            return "\(week.yearForWeekOfYear ?? 0)W\(week.weekOfYear ?? 0)"
        case .monthly: return String(format: "%04d%02d", year, month)
        case .quarterly: return "\(year)Q\((month - 1) / 3 + 1)"
        case .sixMonthly: return "\(year)S\(month <= 6 ? 1 : 2)"
        case .yearly: return "\(year)"
        }
    }

    @Test(arguments: PeriodType.allCases)
    func `A day lies in the period that Foundation says, and the id is read back`(type: PeriodType) {
        for day in Self.days {
            let period = Period(containing: day, type: type)
            let expected = Self.expected(day, type)
            #expect(period.text == expected, "seed \(Self.seed), day \(day)")
            #expect(Period(text: expected) == period, "seed \(Self.seed), day \(day)")
            #expect(period.days.contains(day))
        }
    }

    @Test(arguments: PeriodType.allCases)
    func `A period ends where the next begins, to the last one of 2199`(type: PeriodType) {
        for index in 0..<min(type.count, 20_000) - 1 {
            let period = Period(type: type, index: index)
            let next = Period(type: type, index: index + 1)
            #expect(period.days.upperBound + 1 == next.days.lowerBound)
        }
        let last = Period(type: type, index: type.count - 1)
        #expect(Period(text: last.text) == last)
        let lastDay = Self.calendar(.gregorian).dateComponents([.year], from: Self.date(last.days.upperBound))
        #expect(lastDay.year == 2199)
    }

    @Test(arguments: [
        "202613", "202600", "20260230", "20250229", "21000229", "2026W54", "2026W0", "2026W53x", "2027W53",
        "2026Q5",
        "2026Q0", "2026S3", "1969", "2200", "196912", "220001", "2199W53", "", "20", "2026-03", "2026Q",
        "2026W",
        "202603151", "2026031", " 2026", "2026q1", "２０２６", "+202603", "2026W001", "2026W+1",
    ])
    func `What the calendar does not have is no period`(text: String) {
        #expect(Period(text: text) == nil)
    }

    @Test func `A week may be written with a leading zero and is printed without`() {
        #expect(Period(text: "2026W01")?.text == "2026W1")
        #expect(Period(text: "2026W53")?.text == "2026W53")
        #expect(Period(text: "1970W1")?.index == 0)
        #expect(Period(text: "20000229") != nil)
    }

    @Test func `A period lies in the longer one that holds all of its days`() {
        func enclosing(_ text: String, _ type: PeriodType) -> String? {
            Period(text: text)?.enclosing(type)?.text
        }
        #expect(enclosing("202605", .quarterly) == "2026Q2")
        #expect(enclosing("202605", .sixMonthly) == "2026S1")
        #expect(enclosing("2026Q3", .sixMonthly) == "2026S2")
        #expect(enclosing("202612", .yearly) == "2026")
        #expect(enclosing("202612", .monthly) == "202612")
        #expect(enclosing("20261231", .weekly) == "2026W53")
        #expect(enclosing("20261231", .yearly) == "2026")
        #expect(enclosing("2026W11", .monthly) == nil)
        #expect(enclosing("2026W11", .yearly) == nil)
        #expect(enclosing("2026W11", .weekly) == "2026W11")
        #expect(enclosing("2026", .monthly) == nil)
        #expect(enclosing("2026Q1", .daily) == nil)
    }

    @Test func `The parts of a period are all those, and only those, that lie in it`() throws {
        for type in PeriodType.allCases where type != .weekly {
            for part in PeriodType.allCases where part != .weekly {
                let period = Period(containing: 20_000, type: type)
                let inside = (0..<part.count).filter {
                    Period(type: part, index: $0).enclosing(type) == period
                }
                #expect(period.parts(part).map(Array.init) ?? [] == inside, "\(part) in \(type)")
            }
        }
        let week = try #require(Period(text: "2026W11"))
        #expect(week.parts(.daily)?.count == 7)
        #expect(week.parts(.monthly) == nil)
        #expect(Period(text: "2026")?.parts(.weekly) == nil)
        #expect(Period(text: "1970W1")?.parts(.daily) == 0...3)
    }

    @Test(arguments: PeriodType.allCases)
    func `A day that cannot be reported gives a period that does not exist`(type: PeriodType) {
        for day in [Int64.min, -1_000_000, -4, 84_007, 10_000_000, .max] {
            #expect(!Period(containing: day, type: type).exists, "\(day)")
        }
        // 1969-12-31 lies in the first ISO week of 1970, and in no other period.
        #expect(Period(containing: -1, type: type).exists == (type == .weekly))
    }

    @Test func `Dates outside the calendar and its years are refused`() {
        #expect(CivilDate(year: 2024, month: 2, day: 29)?.days == 19_782)
        #expect(CivilDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2100, month: 2, day: 29) == nil)
        #expect(CivilDate(year: 2026, month: 0, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 13, day: 1) == nil)
        #expect(CivilDate(year: 2026, month: 4, day: 31) == nil)
        #expect(CivilDate(year: 1969, month: 12, day: 31) == nil)
        #expect(CivilDate(year: 2199, month: 12, day: 31)?.days == CivilDate.reportableDays.upperBound)
        #expect(CivilDate(days: -1).description == "1969-12-31")
    }
}
