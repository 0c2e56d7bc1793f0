import Seeds
import Wire

/// Seeded random reports for the test catalogue: few keys and few times, so that most reports meet others.
struct ReportSource {
    var random: SeededGenerator
    private static let units = [
        "51", "5101", "510104", "510105", "510104017", "510104018", "5102", "510203", "5103", "510300001",
        "52", "5201", "520101", "520101001",
    ].compactMap { UnitCode($0) }
    /// 2025-01-01, in days.
    static let start: Int64 = 20_089

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func number(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
    private mutating func chance(_ percent: Int64) -> Bool { number(1...100) <= percent }

    mutating func reports(_ count: Int) -> [Report] {
        var reports: [Report] = []
        while reports.count < count {
            switch number(0...2) {
            case 0: reports += cases()
            case 1: reports.append(monthly())
            default: reports.append(yearly())
            }
        }
        return reports
    }

    private mutating func unit(_ lengths: Set<Int>) -> UnitCode {
        let fitting = Self.units.filter { lengths.contains($0.length) }
        return fitting[Int(number(0...Int64(fitting.count - 1)))]
    }

    private mutating func savedAt() -> Int64 { 1_735_700_000_000 + number(0...5) }

    /// A case, sometimes moved: reported under another unit and retracted under the first.
    private mutating func cases() -> [Report] {
        let event = EventID(high: 7, low: UInt64(number(0...60)))
        var report = Report(
            dataSet: StatisticsModel.cases, unit: unit([2, 4, 6, 9]), key: .event(event),
            savedAtMilliseconds: savedAt())
        let day = Self.start + number(0...120)
        report.occurrence = chance(50) ? .day(day) : .instant(day * 86_400 + number(0...86_399))
        if chance(80) { report.options.append(UInt32(number(1...2))) }
        if chance(80) { report.options.append(UInt32(number(3...4))) }
        if chance(90) { report.values.append(ReportValue(element: 1, value: number(0...3))) }
        if chance(60) { report.values.append(date(2, day + number(0...40))) }
        if chance(60) { report.values.append(date(3, day + number(0...40))) }
        if chance(70) { report.values.append(ReportValue(element: 7, value: minutes())) }
        if chance(50) { report.values.append(ReportValue(element: 8, value: number(-500...500))) }
        if chance(10) { retract(&report) }
        guard chance(15) else { return [report] }
        var moved = report
        moved.unit = unit([2, 4, 6, 9])
        retract(&report)
        report.savedAtMilliseconds += 1
        return [report, moved]
    }

    private mutating func minutes() -> Int64 { number(0...1) == 0 ? number(0...200) : number(0...5_000_000) }

    private mutating func date(_ element: UInt32, _ day: Int64) -> ReportValue {
        chance(30)
            ? ReportValue(element: element, kind: .day, value: day)
            : ReportValue(element: element, kind: .instant, value: day * 86_400 + number(0...86_399))
    }

    private func retract(_ report: inout Report) {
        report.status = .retracted
        report.occurrence = nil
        report.options = []
        report.values = []
    }

    private mutating func monthly() -> Report {
        let period = Period(type: .monthly, index: UInt32(number(655...667)))
        var report = Report(
            dataSet: StatisticsModel.monthly, unit: unit([4, 6, 9]), key: .period(period),
            savedAtMilliseconds: savedAt())
        if chance(15) {
            report.status = .retracted
        } else if chance(85) {
            for element: UInt32 in [11, 12] {
                for option: UInt32 in [1, 2] where chance(60) {
                    report.values.append(
                        ReportValue(element: element, options: [option], value: number(0...100)))
                }
            }
            for element: UInt32 in [13, 15] where chance(70) {
                report.values.append(ReportValue(element: element, value: number(0...100)))
            }
            for option: UInt32 in [5, 6] where chance(30) {
                report.values.append(ReportValue(element: 16, options: [option], value: number(0...100)))
            }
        }
        return report
    }

    private mutating func yearly() -> Report {
        let period = Period(type: .yearly, index: UInt32(number(50...55)))
        var report = Report(
            dataSet: StatisticsModel.yearly, unit: unit([6]), key: .period(period),
            savedAtMilliseconds: savedAt())
        if chance(15) {
            report.status = .retracted
        } else {
            for element: UInt32 in [21, 22, 23] where chance(80) {
                report.values.append(ReportValue(element: element, value: number(0...1_000_000)))
            }
            if chance(70) { report.values.append(ReportValue(element: 24, value: number(-1_000...400_000))) }
        }
        return report
    }
}
