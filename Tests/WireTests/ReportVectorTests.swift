import Specification
import Testing
import Wire

/// A report in words, and its canonical bytes.
struct ReportVector: Decodable {
    struct Report: Decodable {
        struct Period: Decodable {
            let type: String
            let index: UInt32
        }
        struct Occurrence: Decodable {
            let kind: String
            let value: Int64
        }
        struct Value: Decodable {
            let element: UInt32
            let options: [UInt32]?
            let kind: String
            let value: Int64
        }
        let data_set: UInt32
        let unit: String
        let period: Period?
        let id: String?
        let saved_at_ms: Int64
        let status: String?
        let occurrence: Occurrence?
        let options: [UInt32]?
        let values: [Value]?
    }
    let name: String
    let report: Report
    let bytes: String
}

@Suite struct ReportVectorTests {
    @Test func `Every report vector has the canonical bytes that the specification gives`() throws {
        let vectors = try Vectors.valid("canonical-bytes", as: [ReportVector].self)
        #expect(vectors.count >= 7)
        for vector in vectors {
            let report = try #require(Report(vector.report), "\(vector.name)")
            #expect(report.canonicalBytes.hex == vector.bytes, "\(vector.name)")
            #expect(try Report(canonicalBytes: Array(hex: vector.bytes)) == report, "\(vector.name)")
        }
    }

    @Test func `A group gives the same content as the report put together`() throws {
        let vectors = try Vectors.valid("canonical-bytes", as: [ReportVector].self)
        for group in vectors.compactMap({ Report($0.report) }).groups {
            for index in 0..<group.count {
                var content: [UInt8] = []
                group.appendContent(of: index, to: &content)
                #expect(content == group.report(index).content)
            }
        }
    }

    @Test func `Canonical bytes that are not what the specification says are refused`() throws {
        for vector in try Vectors.invalid("canonical-bytes") {
            let error = #expect(throws: WireError.self, "\(vector.name)") {
                try Report(canonicalBytes: Array(hex: vector.bytes))
            }
            #expect(error?.outcome.description == vector.outcome, "\(vector.name)")
        }
    }

    @Test func `Canonical bytes cut short at any place are refused`() throws {
        let vectors = try Vectors.valid("canonical-bytes", as: [ReportVector].self)
        for vector in vectors {
            let bytes = Array(hex: vector.bytes)
            for length in 0..<bytes.count {
                #expect(throws: WireError.self) { try Report(canonicalBytes: Array(bytes[..<length])) }
            }
            #expect(throws: WireError.trailing(count: 1)) { try Report(canonicalBytes: bytes + [0]) }
        }
    }
}

extension Report {
    /// The report that a vector describes in words.
    init?(_ vector: ReportVector.Report) {
        let kinds: [String: ReportValue.Kind] = ["integer": .integer, "day": .day, "instant": .instant]
        let periods: [String: PeriodType] = [
            "day": .daily, "week": .weekly, "month": .monthly, "quarter": .quarterly, "half": .sixMonthly,
            "year": .yearly,
        ]
        let key: Key
        if let period = vector.period, let type = periods[period.type] {
            key = .period(Period(type: type, index: period.index))
        } else if let id = vector.id, let high = UInt64(id.prefix(16), radix: 16),
            let low = UInt64(id.suffix(16), radix: 16)
        {
            key = .event(EventID(high: high, low: low))
        } else {
            return nil
        }
        guard let unit = UnitCode(vector.unit) else { return nil }
        self.init(
            dataSet: vector.data_set, unit: unit, key: key, savedAtMilliseconds: vector.saved_at_ms,
            status: vector.status == "retracted" ? .retracted : .values,
            occurrence: vector.occurrence.map { $0.kind == "day" ? .day($0.value) : .instant($0.value) },
            options: vector.options ?? [],
            values: (vector.values ?? []).compactMap { value in
                kinds[value.kind].map {
                    ReportValue(
                        element: value.element, options: value.options ?? [], kind: $0, value: value.value)
                }
            })
    }
}
