import Foundation
import Testing
import Wire

@testable import Catalogue

/// Reports against the shipped catalogue: city-problem is 1 (CP_FILED 1, CP_DUE_AT 5, CP_FELL_DUE 7, CP_MINUTES 15),
/// coverage 2 (COV_TOTAL 31), population 3 (EC_POP 51); options: domain 1 to 4, urgency 5 and 6, type 7 to 10.
@Suite struct ValidatorTests {
    private let validator: Validator

    init() throws { validator = Validator(try Catalogue.shipped()) }

    private static let now: Int64 = 1_767_225_600_000
    private static let id = EventID(high: 0xdce9_0ffa_70dd_54e3, low: 0xbc94_79e0_6666_323c)
    private static let idText = "dce90ffa-70dd-54e3-bc94-79e06666323c"
    private static let closed = ReportValue(element: 15, value: 60)

    private static func code(_ text: String) throws -> UnitCode { try #require(UnitCode(text)) }

    private static func event(
        _ unit: String = "990105", status: Report.Status = .values,
        occurrence: Report.Occurrence? = .day(16_436),
        options: [UInt32] = [5, 8], values: [ReportValue] = [closed]
    ) throws -> Report {
        Report(
            dataSet: 1, unit: try code(unit), key: .event(id), savedAtMilliseconds: now, status: status,
            occurrence: occurrence, options: options, values: values)
    }

    private static func coverage(
        _ unit: String = "510104017003", period: String = "202512", options: [UInt32] = [],
        values: [ReportValue] = [ReportValue(element: 31, options: [1], value: 7)]
    ) throws -> Report {
        Report(
            dataSet: 2, unit: try code(unit), key: .period(try #require(Period(text: period))),
            savedAtMilliseconds: now, options: options, values: values)
    }

    private static func population(_ unit: String, values: [ReportValue] = []) throws -> Report {
        Report(
            dataSet: 3, unit: try code(unit), key: .period(Period(type: .yearly, index: 50)),
            savedAtMilliseconds: now, values: values)
    }

    private func outcome(_ report: Report, subtree: String? = nil, newer: Bool = false) throws -> Refusal? {
        let refusals = validator.refusals(
            in: ReportGroup([report]), firstIndex: 0, nowMilliseconds: Self.now,
            subtree: try subtree.map(Self.code), peerCatalogueIsNewer: newer)
        #expect(refusals.count <= 1)
        return refusals.first
    }

    private func expect(
        _ outcome: Outcome, _ message: String, _ report: Report, subtree: String? = nil, newer: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let refusal = try self.outcome(report, subtree: subtree, newer: newer)
        #expect(refusal?.outcome == outcome, sourceLocation: sourceLocation)
        #expect(
            refusal?.message.contains(message) == true, "\(refusal?.message ?? "")",
            sourceLocation: sourceLocation)
        try expectChinese(report, subtree, newer, sourceLocation)
    }

    /// The same refusal in Chinese: nothing of the English sentence but its codes and numbers, all of these, and in both
    /// languages one after the other.
    private func expectChinese(
        _ report: Report, _ subtree: String?, _ newer: Bool, _ sourceLocation: SourceLocation
    ) throws {
        let said = try [[.english], [.chinese], [.chinese, .english]].map { (languages: [Language]) in
            let refusals = validator.refusals(
                in: ReportGroup([report]), firstIndex: 0, nowMilliseconds: Self.now,
                subtree: try subtree.map(Self.code), peerCatalogueIsNewer: newer, languages: languages)
            let message = refusals.first?.message ?? ""
            return message[(message.firstRange(of: ": ")?.upperBound ?? message.endIndex)...]
        }
        #expect(said[2] == "\(said[1]) / \(said[0])", sourceLocation: sourceLocation)
        let (english, chinese) = (Self.words(said[0]), Self.words(said[1]))
        let codes = english.filter { $0.contains { $0.isNumber || $0.isUppercase || $0 == "_" } }
        #expect(
            codes.subtracting(chinese).subtracting(["Z"]).isEmpty, "\(said)", sourceLocation: sourceLocation)
        #expect(
            chinese.isDisjoint(with: ["is", "expected", "the", "of"]), "\(said)",
            sourceLocation: sourceLocation)
        #expect(said[1].contains { $0 >= "一" && $0 <= "龥" }, "\(said)", sourceLocation: sourceLocation)
    }

    /// Runs of ASCII letters, digits and underscores.
    private static func words(_ text: Substring) -> Set<String> {
        Set(text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }.map(String.init))
    }

    @Test func `Reports that are as the catalogue says are accepted`() throws {
        for report in [
            try Self.event(), try Self.event("9901"), try Self.event("990105017"),
            try Self.event(options: []),
            try Self.event(values: []), try Self.event(occurrence: .instant(1_420_071_609)),
            try Self.event(status: .retracted, options: [], values: []),
            try Self.event(status: .retracted, occurrence: nil, options: [], values: []),
            try Self.event(values: [
                ReportValue(element: 5, kind: .instant, value: 1_421_368_200),
                ReportValue(element: 6, kind: .day, value: 16_451),
            ]),
            try Self.coverage(), try Self.coverage("5101040170030A1B"), try Self.population("110101"),
            try Self.population("4419"),
        ] {
            #expect(try outcome(report) == nil)
        }
        #expect(try outcome(Self.event(), subtree: "990105") == nil)
        #expect(try outcome(Self.event(), subtree: "99") == nil)
    }

    @Test func `A value out of bounds is named with its report and what is permitted [O2]`() throws {
        let refusal = try outcome(Self.event(values: [ReportValue(element: 15, value: -12)]))
        #expect(
            refusal
                == Refusal(
                    index: 0, outcome: .outOfBounds,
                    message: "city-problem 990105 \(Self.idText): CP_MINUTES is -12, expected 0 to 5256000"))
        try expect(
            .outOfBounds, "coverage 510104017003 202512: COV_TOTAL:park is 20001, expected 0 to 20000",
            Self.coverage(values: [ReportValue(element: 31, options: [2], value: 20_001)]))
    }

    @Test func `Dates have bounds too, a day counts as its first second`() throws {
        let late = ReportValue(element: 5, kind: .instant, value: 4_102_444_801)
        try expect(
            .outOfBounds,
            "CP_DUE_AT is 2100-01-01T08:00:01+08:00, expected 1970-01-01T08:00:00+08:00 to 2100-01-01T08:00:00+08:00",
            Self.event(values: [late]))
        #expect(
            try outcome(Self.event(values: [ReportValue(element: 5, kind: .instant, value: 4_102_444_800)]))
                == nil)
        // 1970-01-01 began in Shanghai before the second 0.
        try expect(
            .outOfBounds, "CP_DUE_AT is 1970-01-01, expected 1970-01-02 to 2100-01-01",
            Self.event(values: [ReportValue(element: 5, kind: .day, value: 0)]))
        #expect(try outcome(Self.event(values: [ReportValue(element: 5, kind: .day, value: 47_482)])) == nil)
        for value in [Int64.min, -1, 47_483, .max] {
            try expect(
                .outOfBounds, "CP_DUE_AT is",
                Self.event(values: [ReportValue(element: 5, kind: .day, value: value)]))
        }
        for value in [Int64.min, .max] {
            let instant = ReportValue(element: 5, kind: .instant, value: value)
            try expect(.outOfBounds, "CP_DUE_AT is second \(value)", Self.event(values: [instant]))
        }
    }

    @Test func `Ids that nobody knows are refused, or wait where the sender's catalogue is newer [O4]`()
        throws
    {
        var report = try Self.event()
        report.dataSet = 99
        try expect(.unknownDataSet, "data set 99 990105 \(Self.idText): the data set 99 is not in", report)
        try expect(.catalogueBehind, "the data set 99 is not in", report, newer: true)
        let unknown = try Self.event(values: [ReportValue(element: 999, value: 1)])
        try expect(
            .unknownElement,
            "the element 999 is not in the catalogue's version \(try Catalogue.shipped().version), expected one of",
            unknown)
        try expect(.catalogueBehind, "the element 999", unknown, newer: true)
        try expect(.unknownOption, "the option 77", Self.event(options: [5, 77]))
        try expect(.catalogueBehind, "the option 77", Self.event(options: [5, 77]), newer: true)
        let cell = ReportValue(element: 31, options: [77], value: 1)
        try expect(.unknownOption, "the option 77", Self.coverage(values: [cell]))
        // What is wrong in any catalogue stays wrong.
        try expect(.badUnitCode, "is 5 long", Self.event("99010", options: [77]), newer: true)
    }

    @Test func `Elements of other forms and derived ones are not sent`() throws {
        try expect(
            .elementNotInDataSet, "EC_POP is an element of population, expected one of city-problem's",
            Self.event(values: [ReportValue(element: 51, value: 1)]))
        try expect(
            .elementNotInDataSet, "CP_FELL_DUE is derived",
            Self.event(values: [ReportValue(element: 7, value: 1)]))
    }

    @Test func `A report has the form of its data set`() throws {
        var report = try Self.event()
        report.dataSet = 2
        try expect(.wrongForm, "is an event with an id, expected a return with a period", report)
        var other = try Self.coverage()
        other.dataSet = 1
        try expect(.wrongForm, "is a return with a period, expected an event with an id", other)
    }

    @Test func `A unit's code has a level's length and only its characters`() throws {
        try expect(.badUnitCode, "is 5 long, expected one of 2, 4, 6, 9, 12, 16", Self.event("99010"))
        try expect(
            .badUnitCode, "city-problem 99010a \(Self.idText): the unit's code holds other",
            Self.event("99010a"))
        let refusal = try outcome(Self.event("99\u{1B}[1m\n"))
        #expect(refusal?.outcome == .badUnitCode)
        #expect(refusal?.message.hasPrefix("city-problem 99\\x1b[1m\\x0a \(Self.idText): ") == true)
        try expect(.badUnitCode, "city-problem \\xe5\\xb8\\x82 ", Self.event("市"))
    }

    @Test func `Only units that report a form are heard, and none below a unit that reports for them`() throws
    {
        try expect(
            .unitDoesNotReport, "a unit of code length 2 does not report it, expected code length 4, 6, 9",
            Self.event("99"))
        try expect(.unitDoesNotReport, "code length 12, 16", Self.coverage("510104"))
        try expect(.unitDoesNotReport, "code length 6 or unit 4419, 4420", Self.population("4401"))
        try expect(.unitDoesNotReport, "4419 reports for everything below it", Self.population("441901"))
    }

    @Test func `Nobody reports outside the own subtree`() throws {
        try expect(.outsideSubtree, "the unit lies outside 990106", Self.event(), subtree: "990106")
        try expect(.outsideSubtree, "lies outside 990105", Self.event("9901"), subtree: "990105")
    }

    @Test
    func `A return is saved once its period has begun, a day before at most; targets may come earlier [R12]`()
        throws
    {
        // 2025-12-31 00:00 UTC, a day before 2026, 2026Q1 and 202601 begin.
        let dayBefore: Int64 = 1_767_139_200_000
        func saved(
            _ form: String, _ unit: String, _ period: String, at time: Int64,
            _ status: Report.Status = .values
        ) throws -> Report {
            let dataSet = try #require(validator.catalogue.dataSet(form))
            return Report(
                dataSet: dataSet.id, unit: try Self.code(unit),
                key: .period(try #require(Period(text: period))),
                savedAtMilliseconds: time, status: status)
        }
        for (form, unit, period) in [
            ("coverage", "510104017003", "202601"), ("linkage", "510104017", "2026Q1"),
            ("population", "510104", "2026"),
        ] {
            #expect(try outcome(saved(form, unit, period, at: dayBefore)) == nil, "\(form)")
            try expect(
                .badPeriod,
                "the period begins on 2026-01-01 and saved_at is 2025-12-30T23:59:59.999Z, expected a period that had begun",
                saved(form, unit, period, at: dayBefore - 1))
            // What was accepted once can be taken back.
            #expect(try outcome(saved(form, unit, period, at: dayBefore - 1, .retracted)) == nil)
        }
        #expect(try outcome(saved("targets", "510104", "2199", at: dayBefore)) == nil)
        // The clock of whoever judges has no part in it.
        #expect(try outcome(saved("coverage", "510104017003", "197001", at: 0)) == nil)
        try expect(
            .badPeriod, "begins on 1970-03-01 and saved_at is 1970-01-01",
            saved("coverage", "510104017003", "197003", at: 0))
    }

    @Test func `A return's period exists and has the form's type [R7]`() throws {
        try expect(
            .badPeriod, "the period is quarterly, expected monthly such as 2026",
            Self.coverage(period: "2025Q4"))
        var report = try Self.coverage()
        report.key = .period(Period(type: .monthly, index: 2_760))
        try expect(.badPeriod, "no such period exists, expected one of 1970 to 2199 such as", report)
        report.key = .period(Period(type: .monthly, index: .max))
        try expect(.badPeriod, "coverage 510104017003 monthly 4294967295: no such period", report)
    }

    @Test func `An event says when it happened, a return does not [R4]`() throws {
        try expect(.badOccurrence, "says not when it happened", Self.event(occurrence: nil))
        for occurrence in [
            Report.Occurrence.day(-1), .day(84_006), .instant(-28_801), .instant(.max), .day(.min),
        ] {
            try expect(.badOccurrence, "not in 1970 to 2199", Self.event(occurrence: occurrence))
        }
        #expect(try outcome(Self.event(occurrence: .instant(-28_800))) == nil)
        var report = try Self.coverage()
        report.occurrence = .day(20_000)
        try expect(.badOccurrence, "expected only the period of a return", report)
    }

    @Test func `An event has at most one option of each of its categories`() throws {
        try expect(
            .optionsNotPermitted, "chronic is a second option of urgency", Self.event(options: [5, 6]))
        try expect(
            .optionsNotPermitted,
            "park is an option of domain, expected at most one of each of urgency, type, livelihood",
            Self.event(options: [2, 5]))
        try expect(
            .optionsNotPermitted, "CP_MINUTES has options of its own",
            Self.event(values: [ReportValue(element: 15, options: [5], value: 1)]))
    }

    @Test func `A return's cell has exactly one option of each of its element's categories`() throws {
        func cell(_ element: UInt32, _ options: [UInt32]) -> [ReportValue] {
            [ReportValue(element: element, options: options, value: 1)]
        }
        try expect(
            .optionsNotPermitted, "COV_TOTAL: expected one option of each of domain",
            Self.coverage(values: cell(31, [])))
        try expect(
            .optionsNotPermitted, "COV_TOTAL: park is a second option of domain",
            Self.coverage(values: cell(31, [1, 2])))
        try expect(
            .optionsNotPermitted, "COV_TOTAL: acute is an option of urgency",
            Self.coverage(values: cell(31, [5])))
        try expect(
            .optionsNotPermitted, "EC_POP: park is an option of domain, expected none",
            Self.population("110101", values: cell(51, [2])))
        try expect(.optionsNotPermitted, "expected none of its own", Self.coverage(options: [1]))
    }

    @Test func `A date is no number and a number no date`() throws {
        try expect(
            .wrongValueKind, "CP_DUE_AT is a number, expected a date or a date with a time",
            Self.event(values: [ReportValue(element: 5, value: 1)]))
        try expect(
            .wrongValueKind, "CP_FILED is a date, expected a number",
            Self.event(values: [ReportValue(element: 1, kind: .day, value: 1)]))
    }

    @Test func `A report from the future waits, one from outside all time does not`() throws {
        var report = try Self.event()
        report.savedAtMilliseconds = Self.now + 600_000
        #expect(try outcome(report) == nil)
        report.savedAtMilliseconds += 1
        try expect(
            .clockAhead,
            "saved_at is 2026-01-01T00:10:00.001Z, expected at most ten minutes after 2026-01-01T00:00:00.000Z",
            report)
        for absurd in [Int64.min, -1, 7_258_118_400_000, .max] {
            report.savedAtMilliseconds = absurd
            try expect(.outOfBounds, "saved_at is \(absurd) ms since 1970", report)
        }
        // What no waiting mends is said first.
        report.savedAtMilliseconds = Self.now + 700_000
        report.values = [ReportValue(element: 15, value: -1)]
        try expect(.outOfBounds, "CP_MINUTES", report)
    }

    @Test func `One bad report costs no other, and indices count through the batch [O3] [B1]`() throws {
        let reports = [
            try Self.event(), try Self.event("99010"), try Self.event("9901"),
            try Self.event(values: [ReportValue(element: 15, value: -1)]), try Self.event(options: [5, 6]),
            try Self.event(),
        ]
        let refusals = validator.refusals(
            in: ReportGroup(reports), firstIndex: 100, nowMilliseconds: Self.now, subtree: nil,
            peerCatalogueIsNewer: false)
        #expect(refusals.map(\.index) == [101, 103, 104])
        #expect(refusals.map(\.outcome) == [.badUnitCode, .outOfBounds, .optionsNotPermitted])
    }

    @Test func `Values with decimals are shown as people write them`() throws {
        let work = Validator(try TrialCatalogue.load())
        let report = Report(
            dataSet: 3, unit: try Self.code("990105"), key: .period(Period(type: .monthly, index: 600)),
            savedAtMilliseconds: Self.now, values: [ReportValue(element: 21, value: -51)])
        let refusals = work.refusals(
            in: ReportGroup([report]), firstIndex: 0, nowMilliseconds: Self.now, subtree: nil,
            peerCatalogueIsNewer: false)
        #expect(
            refusals.map(\.message) == ["monthly-work 990105 202001: HOURS is -5.1, expected -5.0 to 100.0"])
    }
}
