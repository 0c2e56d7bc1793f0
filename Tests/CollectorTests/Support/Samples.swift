import Catalogue
import Testing
import Wire

/// Reports and hellos against the shipped catalogue: city-problem is 1 (CP_FILED 1, CP_MINUTES 15, at most 5,256,000),
/// coverage 2 (COV_TOTAL 31, by domain: options 1 to 4), population 3 (EC_POP 51).
enum Samples {
    /// 2026-01-01T00:00:00Z, the collector's clock in every test.
    static let now: Int64 = 1_767_225_600_000

    static func event(
        _ number: UInt64, dataSet: UInt32 = 1, unit: String = "510104", savedAt: Int64 = now,
        options: [UInt32] = [5, 8], element: UInt32 = 15, value: Int64 = 60
    ) throws -> Report {
        Report(
            dataSet: dataSet, unit: try #require(UnitCode(unit)), key: .event(EventID(high: 7, low: number)),
            savedAtMilliseconds: savedAt, occurrence: .day(16_436), options: options,
            values: [ReportValue(element: element, value: value)])
    }

    static func population(period: Period) throws -> Report {
        Report(
            dataSet: 3, unit: try #require(UnitCode("510104")), key: .period(period),
            savedAtMilliseconds: now,
            values: [ReportValue(element: 51, value: 1_000)])
    }

    static func batch(_ number: UInt64, _ reports: [Report]) -> Frame {
        var deflater = Deflater()
        return Frame(.batch, Batch(number: number, groups: reports.groups).body, deflater: &deflater)
    }

    static func hello(_ role: Hello.Role, known: [ChainMark] = []) throws -> Hello {
        let catalogue = try Catalogue.shipped()
        return Hello(
            role: role, clientID: Array(1...16),
            catalogue: catalogue.mark,
            knownJournals: known, software: "tests")
    }
}
